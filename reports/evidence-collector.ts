import type { RecordedBody, RecordedExchange } from '../judge/index.js';
import type { Results } from '../schemas/index.js';
import { type Evidence, needsAttention, shownExchanges } from './evidence.js';
import { expectedBody } from './expected-body.js';

/** Keeps of the exchanges that it is shown what a report of some results needs. */
export class EvidenceCollector {
  readonly #wanted = new Set<string>();
  readonly #broken = new Set<string>();
  readonly #controlled = new Set<string>();
  readonly #found = new Map<string, RecordedExchange>();
  readonly #controls = new Map<string, RecordedExchange>();
  readonly #lacking = new Set<string>();
  readonly #bodies = new Map<string, RecordedBody>();
  readonly #times = new Map<string, number>();

  constructor({ requirements }: Results) {
    for (const check of requirements.flatMap(({ checks }) => checks)) {
      for (const id of shownExchanges(check)) {
        this.#wanted.add(id);
        if (needsAttention(check)) this.#broken.add(id);
      }
      if (needsAttention(check)) this.#controlled.add(check.id);
    }
  }

  /** Ids of the exchanges that a report shows. */
  get wanted(): ReadonlySet<string> {
    return this.#wanted;
  }

  /** Checks whose control a report shows. */
  get controlled(): ReadonlySet<string> {
    return this.#controlled;
  }

  /** Hashes of the bytes that a broken exchange should have had, and that no response shown to `addBody` had so far. */
  get lacking(): ReadonlySet<string> {
    return this.#lacking;
  }

  add(exchange: RecordedExchange): void {
    const { id, role, check, requirement, timing } = exchange;
    this.#times.set(requirement, (this.#times.get(requirement) ?? 0) + timing.endedAfter);
    if (this.#wanted.has(id)) this.#found.set(id, exchange);
    if (this.#broken.has(id)) this.#lack(exchange);
    if (role === 'control' && this.#controlled.has(check) && !this.#controls.has(check))
      this.#controls.set(check, exchange);
  }

  /** Keeps the body of the response if it is one that is lacking. To be called after every `add`. */
  addBody({ response }: RecordedExchange): void {
    if (response && this.#lacking.delete(response.body.sha256))
      this.#bodies.set(response.body.sha256, response.body);
  }

  evidence(unreadable: number): Evidence {
    return {
      find: (id) => this.#found.get(id),
      control: (check) => this.#controls.get(check),
      body: (sha256) => this.#bodies.get(sha256),
      times: this.#times,
      unreadable,
    };
  }

  #lack({ expects, response }: RecordedExchange): void {
    if (!response || response.status >= 300) return;
    const expected = expectedBody(expects);
    if (expected && expected.sha256 !== response.body.sha256) this.#lacking.add(expected.sha256);
  }
}
