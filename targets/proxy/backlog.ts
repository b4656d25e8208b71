/** Items that are taken up before the next look at the connections. */
const atOnce = 32;
/** Items that may wait: beyond that, anyone who adds one waits. */
const most = 1024;

/**
 * Work that is put off until the bytes at hand are passed on: a client that has its response sends its next request while
 * the last one is judged. What waits is bounded.
 */
export class Backlog<Item> {
  readonly #items: Item[] = [];
  #scheduled = false;

  constructor(private readonly take: (item: Item) => void) {}

  add(item: Item): void {
    this.#items.push(item);
    if (this.#items.length > most) this.#work(this.#items.length);
    else this.#schedule();
  }

  /** Takes up all that waits. */
  finish(): void {
    this.#work(this.#items.length);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#work(atOnce);
      if (this.#items.length > 0) this.#schedule();
    });
  }

  #work(count: number): void {
    for (const item of this.#items.splice(0, count)) this.take(item);
  }
}
