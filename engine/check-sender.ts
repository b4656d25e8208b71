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
import { get } from './request.js';
import type { RunContext } from './run-context.js';
import { isSilence, type Label } from './sender.js';

/** Ends an attempt: the control was not served, or something that the attempt needs is not known. */
export class Untestable extends Error {}

/** Options of one request of a check. */
export interface SubjectOptions {
  /** The request goes beyond what the operation models, so the rules on responses do not apply. */
  readonly beyond?: boolean;
  /** Which case of the check this is, if the check names its cases. */
  readonly case?: string;
  /** Bytes of the largest lawful response, if the expectation does not say. */
  readonly size?: number;
  /** Whether to record the exchange even if it holds; true unless given. */
  readonly keep?: boolean;
}

/** Sends the exchanges of one check: numbers, judges and counts each of them. */
export class CheckSender {
  readonly #controls = new Map<string, Promise<Exchange>>();
  readonly #underWay = new Set<Promise<unknown>>();
  /** How the exchanges of this attempt were wrong, by id. */
  readonly #wrong = new Map<string, Finding['outcome']>();
  #probe: Promise<void> | undefined;

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
    const key = JSON.stringify(asset.values);
    let control = this.#controls.get(key);
    if (!control) {
      const label = this.label('control', { kind: 'served', asset: asset.expected });
      control = this.send(get(asset.values), label);
      this.#controls.set(key, control);
    }
    const exchange = await control;
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

  /** Sends one request under a label that was made for it. */
  send(plan: RequestPlan, label: Label, { size = 0, keep = true }: SubjectOptions = {}) {
    return this.#account(this.context.sender.send(plan, label, size, keep), plan);
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
    const ended = sending.then(async (exchange) => {
      this.history.sent += 1;
      await this.#judge(exchange, plan);
      return exchange;
    });
    const done = (): void => void this.#underWay.delete(ended);
    this.#underWay.add(ended);
    ended.then(done, done);
    return ended;
  }

  async #judge(exchange: RecordedExchange, plan: RequestPlan | undefined): Promise<void> {
    const judgement = judgeExchange(exchange);
    this.context.ledger.add(exchange, judgement, plan);
    const { own } = judgement;
    if (!own || !isWrong(own)) return;
    this.#wrong.set(exchange.id, own.finding.outcome);
    if (exchange.failure && exchange.role !== 'probe') {
      this.#probe ??= this.#sendProbe();
      await this.#probe;
    }
  }

  /** Finds out whether the target still responds to others; if not, waits for it to come back. */
  async #sendProbe(): Promise<void> {
    const { probe, sender } = this.context;
    const label = this.label('probe', { kind: 'served', asset: probe.expected });
    // At once: if it waited for an outage to end, it would no longer show that there was one.
    const exchange = await sender.sendAtOnce(get(probe.values), label);
    this.history.sent += 1;
    await this.#judge(exchange, undefined);
    if (isSilence(exchange)) await sender.health.recover();
  }
}
