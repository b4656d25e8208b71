/** The target stopped responding and did not come back: nothing more can be said about it. */
export class TargetGone extends Error {
  constructor(message = 'The target stopped responding') {
    super(message);
  }
}

/** Pauses between two looks at a silent target, in milliseconds; the last is repeated. */
const pauses = [100, 250, 500, 1000, 2000];

/**
 * Knows whether the target still answers. When everything fails in a row, all senders wait here until it is back, or
 * until patience has run out.
 */
export class Health {
  #failuresInARow = 0;
  #gone = false;
  #recovery: Promise<void> | undefined;

  /**
   * @param probe says whether the target responds to anything
   * @param patienceMs how long to wait for a silent target to come back
   * @param suspicious failures in a row, with no response between them, that make one look
   * @param onOutage called when a target that was silent is back
   */
  constructor(
    private readonly probe: () => Promise<boolean>,
    private readonly patienceMs: number,
    private readonly suspicious: number,
    private readonly onOutage: () => void = () => {},
  ) {}

  /** Resolves when requests may be sent; throws TargetGone when none will be answered any more. */
  async ready(): Promise<void> {
    await this.#recovery;
    if (this.#gone) throw new TargetGone();
  }

  answered(): void {
    this.#failuresInARow = 0;
  }

  failed(): void {
    this.#failuresInARow += 1;
    if (this.#failuresInARow >= this.suspicious) void this.recover();
  }

  /** Ends the run: nobody waits for the target any more, and nothing more is sent. */
  stop(): void {
    this.#gone = true;
  }

  /** Waits until the target answers again. One wait serves all who ask for it. */
  recover(): Promise<void> {
    this.#recovery ??= this.#wait().finally(() => {
      this.#recovery = undefined;
    });
    return this.#recovery;
  }

  async #wait(): Promise<void> {
    const until = performance.now() + this.patienceMs;
    for (let look = 0; !this.#gone; look++) {
      if (await this.probe()) {
        this.#failuresInARow = 0;
        if (look > 0) this.onOutage();
        return;
      }
      if (performance.now() >= until) this.#gone = true;
      else await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(look, pauses.length - 1)]));
    }
  }
}
