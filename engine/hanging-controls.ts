/** Times in a row that a valid request hangs before it is known for it. */
const timesUntilKnown = 2;
/** Milliseconds after which a request that is known to hang is sent again, to see whether it still does. */
const askAgainAfterMs = 5000;

interface Hung {
  readonly times: number;
  readonly askAgainAt: number;
}

/**
 * Remembers which valid requests hang each time. Hundreds of checks need the same control: to wait for it in each of them
 * would show nothing new. Now and then one of them asks again, so a target that recovers is noticed.
 */
export class HangingControls {
  readonly #hung = new Map<string, Hung>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Takes note of what came of a control. */
  note(key: string, hung: boolean): void {
    if (!hung) this.#hung.delete(key);
    else
      this.#hung.set(key, {
        times: (this.#hung.get(key)?.times ?? 0) + 1,
        askAgainAt: this.now() + askAgainAfterMs,
      });
  }

  /** Whether a control need not be sent: it hung each time, and just now. Whoever is the first to ask later sends it. */
  isKnown(key: string): boolean {
    const hung = this.#hung.get(key);
    if (!hung || hung.times < timesUntilKnown) return false;
    const now = this.now();
    if (now < hung.askAgainAt) return true;
    this.#hung.set(key, { ...hung, askAgainAt: now + askAgainAfterMs });
    return false;
  }
}
