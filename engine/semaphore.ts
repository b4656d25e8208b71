/** Lets at most `limit` tasks run at a time, in the order in which they came. */
export class Semaphore {
  readonly #waiting: (() => void)[] = [];
  readonly #waitingAlone: (() => void)[] = [];
  #running = 0;
  #isAlone = false;

  /** @param limit tasks at a time; it may become less */
  constructor(private limit: number) {}

  /** Lets fewer tasks run at a time from now on. */
  restrictTo(limit: number): void {
    this.limit = Math.min(this.limit, limit);
  }

  /** Runs a task when there is room for it. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    const mayStart = !this.#isAlone && this.#waitingAlone.length === 0 && this.#running < this.limit;
    if (mayStart) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      this.#running -= 1;
      this.#startNext();
    }
  }

  /** Runs a task while no other runs: when those that run have ended, and before those that wait. */
  async alone<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#isAlone || this.#running > 0)
      await new Promise<void>((resolve) => this.#waitingAlone.push(resolve));
    this.#isAlone = true;
    try {
      return await task();
    } finally {
      this.#isAlone = false;
      this.#startNext();
    }
  }

  #startNext(): void {
    if (this.#isAlone) return;
    if (this.#waitingAlone.length > 0) {
      if (this.#running > 0) return;
      this.#isAlone = true;
      this.#waitingAlone.shift()?.();
      return;
    }
    while (this.#running < this.limit) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running += 1;
      next();
    }
  }
}
