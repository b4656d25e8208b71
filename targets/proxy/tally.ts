import {
  type CheckOutcome,
  conclude,
  curlCommand,
  type Finding,
  type RecordedRequest,
} from '../../judge/index.js';
import { type RequirementId, requirement } from '../../schemas/index.js';

/** Exchanges of each tally that are recorded in full; further ones are judged and counted only. */
export const recordedOfEach = 1000;
/** Ids that a published check lists. */
const listed = 10;

interface SeenRequest {
  readonly id: string;
  readonly request: RecordedRequest;
}

/** What the seen exchanges showed about one requirement in one way. */
export class Tally {
  readonly #broken: string[] = [];
  #judged = 0;
  #recorded = 0;
  #recordedBroken = 0;
  #offence: { readonly finding: Finding; readonly request: RecordedRequest } | undefined;
  #example: { readonly id: string; readonly finding: Finding } | undefined;

  constructor(
    private readonly id: string,
    private readonly requirement: RequirementId,
    private readonly region: string,
  ) {}

  /** Whether an exchange with this finding is still worth recording. */
  wants({ outcome }: Finding): boolean {
    return this.#recorded < recordedOfEach || (outcome === 'broken' && this.#recordedBroken < recordedOfEach);
  }

  /** @param recorded whether the exchange is in the recording */
  add({ id, request }: SeenRequest, finding: Finding, recorded: boolean): void {
    this.#judged += 1;
    if (recorded) this.#recorded += 1;
    if (finding.outcome !== 'broken') {
      this.#example ??= { id, finding };
      return;
    }
    this.#offence ??= { finding, request };
    if (!recorded) return;
    this.#recordedBroken += 1;
    if (this.#broken.length < listed) this.#broken.push(id);
  }

  outcome(): CheckOutcome {
    const finding = this.#offence?.finding ?? this.#example?.finding;
    const judged = finding
      ? [{ id: '', role: 'subject' as const, attempt: 1, brokeOff: false, finding }]
      : [];
    return {
      id: this.id,
      requirement: this.requirement,
      title: this.id.slice(this.requirement.length + 1),
      verdict: conclude(requirement(this.requirement).level, judged).verdict,
      exchanges: this.#broken.length > 0 ? [...this.#broken] : this.#example ? [this.#example.id] : [],
      judged: this.#judged,
      sent: 0,
      generated: false,
      ...(finding ? { expected: finding.expected, actual: finding.actual } : {}),
      ...(this.#offence ? { curl: curlCommand(this.#offence.request, this.region) } : {}),
    };
  }
}
