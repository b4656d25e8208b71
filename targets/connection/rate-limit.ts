/** Spaces the starts of requests so that no more than `perSecond` begin in any second. */
export class RateLimit {
  readonly #intervalMs: number;
  #next = 0;

  /** @param perSecond requests per second; undefined for no limit */
  constructor(perSecond: number | undefined) {
    this.#intervalMs = perSecond === undefined ? 0 : 1000 / perSecond;
  }

  /** Resolves when the next request may start. */
  async turn(): Promise<void> {
    if (this.#intervalMs === 0) return;
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#intervalMs;
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  }
}
