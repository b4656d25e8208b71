import {
  type Exchange,
  type Expectation,
  exchangeId,
  type Finding,
  isWrong,
  judgeExchange,
  type RecordedExchange,
  type RequestPlan,
} from '../judge/index.js';
import type { Check } from './check.js';
import type { CheckHistory } from './check-history.js';
import type { AssetUnderTest } from './fixture-view.js';
import { get, validRequest } from './request.js';
import type { RunContext } from './run-context.js';
import { isSilence, type Label, NotWanted, type SendOptions } from './sender.js';

/** Ends an attempt: the control was not served, or something that the attempt needs is not known. */
export class Untestable extends Error {}

/** Options of one request of a check. */
export interface SubjectOptions extends Pick<SendOptions, 'size' | 'keep'> {
  /** The request goes beyond what the operation models, so the rules on responses do not apply. */
  readonly beyond?: boolean;
  /** Which case of the check this is, if the check names its cases. */
  readonly case?: string;
}

/** Sends the exchanges of one check: numbers, judges and counts each of them. */
export class CheckSender {
  /** By the query of the valid request. */
  readonly #controls = new Map<string, Promise<Exchange>>();
  readonly #underWay = new Set<Promise<unknown>>();
  /** How the exchanges of this attempt were wrong, by id. */
  readonly #wrong = new Map<string, Finding['outcome']>();
  #probe: Promise<void> | undefined;
  /** The subject that goes first if the target is known for hanging; settles when it has ended. */
  #first: Promise<void> | undefined;
  /** A request of this attempt hung, and was wrong to. */
  #hasHung = false;

  constructor(
    private readonly check: Check,
    private readonly history: CheckHistory,
    private readonly context: RunContext,
  ) {}

  /** Begins an attempt: each attempt sends its own controls, and its own probe. */
  begin(): void {
    this.#controls.clear();
    this.#wrong.clear();
    this.#probe = undefined;
    this.#first = undefined;
    this.#hasHung = false;
  }

  /** Waits for every exchange that is under way, so that it is counted and judged. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /**
   * Sends the valid request for an asset, once in each attempt.
   *
   * @throws Untestable if it is not served: a refusal proves nothing if the valid request is refused as well
   */
  async control(asset: AssetUnderTest): Promise<Exchange> {
    const plan = validRequest(asset);
    const key = plan.query;
    let control = this.#controls.get(key);
    const { hangingControls, sender } = this.context;
    if (!control) {
      if (sender.isKnownForHanging && hangingControls.isKnown(key))
        throw new Untestable('The valid request that has to succeed first hung each time it was sent');
      const label = this.label('control', { kind: 'served', asset: asset.expected });
      control = this.send(plan, label);
      this.#controls.set(key, control);
    }
    const exchange = await control;
    hangingControls.note(key, exchange.failure?.kind === 'timeout');
    if (this.wrong(exchange.id)) throw new Untestable('The valid request that has to succeed first did not');
    return exchange;
  }

  /** How an exchange of this attempt was wrong; undefined if it was not. */
  wrong(id: string): Finding['outcome'] | undefined {
    return this.#wrong.get(id);
  }

  /** Sends the request that the check is about. */
  async subject(plan: RequestPlan, expects: Expectation, options: SubjectOptions = {}): Promise<Exchange> {
    return this.send(plan, this.label('subject', expects, options), options);
  }

  /** Records an exchange that an official client makes. */
  record(make: () => Promise<Omit<Exchange, 'id'>>, expects: Expectation): Promise<Exchange> {
    const label = this.label('subject', expects);
    return this.#account(this.context.sender.record(make, label), undefined);
  }

  /**
   * Sends one request under a label that was made for it.
   *
   * @throws Untestable if the attempt is decided: one more request would hang as well; or if the target stalled
   */
  send(plan: RequestPlan, label: Label, { size = 0, keep = true }: SubjectOptions = {}) {
    const isSubject = label.role === 'subject';
    const isWanted = (): boolean => !this.isHanging;
    const make = () => this.context.sender.send(plan, label, { size, keep, isWanted });
    const sent = this.#account(isSubject && this.#first ? this.#first.then(make) : make(), plan);
    // If the target is known for hanging, one request of the attempt is enough to wait for.
    if (isSubject && this.context.sender.isKnownForHanging)
      this.#first ??= sent.then(
        () => {},
        () => {},
      );
    return sent;
  }

  /** Whether a request of this attempt hung, as so many have that one more would show nothing new. */
  get isHanging(): boolean {
    return this.#hasHung && this.context.sender.isKnownForHanging;
  }

  /** The next exchange: its id, and what it is for. */
  label(role: Label['role'], expects: Expectation, { beyond, case: name }: SubjectOptions = {}): Label {
    this.history.serial += 1;
    return {
      id: exchangeId(this.check.id, this.history.serial),
      check: this.check.id,
      requirement: this.check.requirement,
      role,
      attempt: this.history.attempt,
      expects,
      ...(beyond ? { beyond } : {}),
      ...(name === undefined ? {} : { case: name }),
    };
  }

  /** Counts and judges an exchange when it has ended. */
  #account(sending: Promise<RecordedExchange>, plan: RequestPlan | undefined): Promise<RecordedExchange> {
    const ended = sending.then(
      async (exchange) => {
        this.history.sent += 1;
        await this.#judge(exchange, plan);
        return exchange;
      },
      (error: unknown) => {
        throw error instanceof NotWanted ? new Untestable('An earlier request of this attempt hung') : error;
      },
    );
    const done = (): void => void this.#underWay.delete(ended);
    this.#underWay.add(ended);
    ended.then(done, done);
    return ended;
  }

  async #judge(exchange: RecordedExchange, plan: RequestPlan | undefined): Promise<void> {
    const judgement = judgeExchange(exchange);
    this.context.ledger.add(exchange, judgement, plan);
    const { own, rules } = judgement;
    const isOwnWrong = own !== undefined && isWrong(own);
    if (isOwnWrong) this.#wrong.set(exchange.id, own.finding.outcome);
    if (this.context.sender.isOfStall(exchange))
      throw new Untestable('The target responded to nobody while a request was under way');
    // A rule takes a response that broke off for evidence, too, whatever its request was for.
    const isEvidence = isOwnWrong || rules.some(({ outcome }) => outcome === 'broken');
    if (!isEvidence || !exchange.failure || exchange.role === 'probe') return;
    if (isOwnWrong && exchange.failure.kind === 'timeout') this.#hasHung = true;
    this.#probe ??= this.#sendProbe();
    await this.#probe;
  }

  /**
   * Finds out whether the target still responds to others; if not, waits for it to come back. A target that lets each
   * valid request hang, and responds to others, is there: the valid request is sent before and after another one, so that
   * the end of an outage is not taken for that.
   */
  async #sendProbe(): Promise<void> {
    const { sender, signOfLife } = this.context;
    const { known, candidates } = signOfLife;
    if (known !== undefined) {
      if (isSilence(await this.#ask(this.#anyRequest(known)))) await sender.health.recover();
      return;
    }
    const first = this.#ask(this.#validRequest());
    // The others need not wait until it is over that it hangs.
    if (await isOver(first, sender.longMs)) {
      const { failure } = await first;
      if (failure?.kind !== 'timeout' && !isSilence(await first)) return;
    }
    for (const plan of candidates) {
      if (isSilence(await this.#ask(this.#anyRequest(plan)))) continue;
      const [before, after] = await Promise.all([first, this.#ask(this.#validRequest())]);
      if (!before.failure || !after.failure) return;
      const isKnown = signOfLife.found(plan);
      if (isKnown && [before, after].every(({ failure }) => failure?.kind === 'timeout'))
        sender.hangsOnValid();
      return;
    }
    if (isSilence(await first)) await sender.health.recover();
  }

  #validRequest(): [RequestPlan, Label] {
    const { values, expected } = this.context.probe;
    return [get(values), this.label('probe', { kind: 'served', asset: expected })];
  }

  #anyRequest(plan: RequestPlan): [RequestPlan, Label] {
    return [plan, this.label('probe', { kind: 'answered', statuses: [[200, 599]] }, { beyond: true })];
  }

  /** Sends a probe at once: if it waited for an outage to end, it would no longer show that there was one. */
  async #ask([plan, label]: readonly [RequestPlan, Label]): Promise<RecordedExchange> {
    const exchange = await this.context.sender.sendAtOnce(plan, label);
    this.history.sent += 1;
    await this.#judge(exchange, undefined);
    return exchange;
  }
}

/** Whether a promise settles within so many milliseconds. */
async function isOver(promise: Promise<unknown>, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const over = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([over, late]);
  } finally {
    clearTimeout(timer);
  }
}
