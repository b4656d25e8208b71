import {
  type AttemptState,
  attemptState,
  attemptsOfFailure,
  type CheckOutcome,
  conclude,
  curlCommand,
  type Exchange,
  type Expectation,
  exchangeId,
  headerValue,
  type JudgedExchange,
  judge,
  type RecordedExchange,
  type RequestPlan,
} from '../judge/index.js';
import { type EarlierFailure, type ErrorType, requirement } from '../schemas/index.js';
import { BudgetSpent } from '../targets/connection/index.js';
import { type Counterexample, hunt, type Trial, tryEarlier } from './case-hunt.js';
import type { Attempt, Check, ClientTarget, PropertyCase, Scenario, SendOptions } from './check.js';
import { Evidence, isWrong } from './evidence.js';
import { type FixtureView, type HeldAsset, NotTestable } from './fixture-view.js';
import { TargetGone } from './health.js';
import { replayCommand } from './replay.js';
import { get } from './request.js';
import type { RuleLedger } from './rule-ledger.js';
import { isSilence, type Label, type Sender } from './sender.js';

/** What all checks of a run share. */
export interface RunContext {
  readonly fixtures: FixtureView;
  readonly bytes: (asset: HeldAsset) => Uint8Array;
  readonly sender: Sender;
  /** What is asked for to see whether the target still answers. */
  readonly neighbour: HeldAsset;
  readonly rules: RuleLedger;
  readonly signs: boolean;
  readonly scenarios: Partial<Record<ErrorType, Scenario>>;
  readonly target: ClientTarget;
  readonly externalClients: boolean;
  readonly concurrency: number;
  /** Seed of the run; each check derives its own from it. */
  readonly seed: number;
  /** Generated cases of each property. */
  readonly cases: number;
  /** Generated cases that failed in earlier runs: they are tried before others. */
  readonly corpus: readonly EarlierFailure[];
  /** Path of one generated case: only this one is sent. */
  readonly path?: string;
}

/** Ends an attempt: the control was not served, or something that it takes is not known. */
class Untestable extends Error {}

/** Thrown by a check that does not apply to this machine or target, with the reason: the check is `not-applicable`. */
export class NotApplicable extends Error {}

/** Attempts that say nothing before a check is given up. */
const fruitlessAttempts = 3;
/** A number of 32 bits from the seed of the run and the check, so that a check has the same cases in any company. */
export function seedOfCheck(seed: number, id: string): number {
  let hash = seed | 0;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}

/** What can be said of a check that was given up before its end, unless it was broken by then. */
function whatItTells(error: unknown): 'not-testable' | 'indeterminate' | 'error' {
  if (error instanceof NotTestable || error instanceof BudgetSpent) return 'not-testable';
  return error instanceof TargetGone ? 'indeterminate' : 'error';
}

/** Carries out one check: all its attempts, to its outcome. */
export class CheckRun {
  readonly #evidence = new Evidence();
  readonly #controls = new Map<string, Promise<Exchange>>();
  readonly #underWay = new Set<Promise<unknown>>();
  #attempt = 1;
  #sent = 0;
  #serial = 0;
  #neighbour: Promise<void> | undefined;
  #reason: string | undefined;
  readonly #earlier: { value: string; state: 'fixed' | 'still failing' }[] = [];
  #found: Counterexample<PropertyCase> | undefined;

  constructor(
    private readonly check: Check,
    private readonly context: RunContext,
  ) {}

  async outcome(): Promise<CheckOutcome> {
    let gone: string | undefined;
    try {
      await this.#attempts();
    } catch (error) {
      // What is under way is recorded when it ends, so it has to be counted and judged, too.
      while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
      if (error instanceof NotApplicable) return this.#report('not-applicable', { reason: error.message });
      const told = whatItTells(error);
      if (told === 'error')
        return this.#report(told, {
          reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      // What was seen to be broken stays so; what held as far as it went proves nothing.
      if (told === 'not-testable' && this.#evidence.lastBroken() === undefined)
        return this.#report(told, { reason: (error as Error).message });
      gone = told === 'indeterminate' ? (error as Error).message : undefined;
    }
    const { verdict, decisive, stability, reason } = conclude(
      requirement(this.check.requirement).level,
      this.#evidence.judged,
    );
    if (gone !== undefined && (verdict === 'pass' || verdict === 'info'))
      return this.#report('not-testable', { reason: gone });
    const failed = verdict === 'fail' || verdict === 'warn';
    const because = failed ? undefined : (this.#reason ?? reason);
    return this.#report(verdict, {
      decisive: decisive ?? this.#evidence.example(),
      ...(failed && stability ? { stability } : {}),
      ...(verdict === 'pass' || verdict === 'info' || because === undefined ? {} : { reason: because }),
    });
  }

  async #attempts(): Promise<void> {
    const states: AttemptState[] = [];
    const count = (...wanted: AttemptState[]): number =>
      states.filter((state) => wanted.includes(state)).length;
    const settled = (): boolean => {
      const broken = count('broken');
      const told = broken + count('holds', 'observed');
      if (states.length - told >= fruitlessAttempts) return true;
      return broken === 0 ? told > 0 : told >= attemptsOfFailure;
    };
    for (; !settled(); this.#attempt++) {
      this.#neighbour = undefined;
      this.#controls.clear();
      this.#reason = undefined;
      try {
        if (this.check.cases) await this.#property(this.check.cases);
        else await this.check.run?.(this.#api());
      } catch (error) {
        if (!(error instanceof Untestable)) throw error;
        this.#reason = error.message;
      }
      const own = this.#evidence.judged.filter(({ attempt }) => attempt === this.#attempt);
      if (own.length === 0) return;
      states.push(attemptState(own));
    }
  }

  #api(): Attempt {
    const { context } = this;
    return {
      fixtures: context.fixtures,
      signs: context.signs,
      target: context.target,
      installed: async (client, find) => {
        if (!context.externalClients) throw new NotApplicable(`${client} is left out of this run`);
        await find();
      },
      bytes: context.bytes,
      control: (asset) => this.#control(asset),
      send: (plan, expects, options) => this.#subject(plan, expects, options),
      downloadAll: (assets) =>
        Promise.all(
          assets.map(({ values, expected }) =>
            this.#subject(get(values), { kind: 'served', asset: expected }),
          ),
        ),
      record: (exchange, expects) => this.#recorded(exchange, expects),
      revision: async (asset) => {
        if (asset.version.revision !== undefined) return asset.version.revision;
        const { response } = await this.#control(asset);
        const revision = response && headerValue(response.headers, 'x-packageversionrevision');
        if (revision === undefined) throw new Untestable('The target does not say which revision it holds');
        return revision;
      },
      scenario: (type) => {
        const scenario = context.scenarios[type];
        if (!scenario) throw new MissingScenario(type);
        return scenario;
      },
    };
  }

  /** Sends the valid request for an asset, once in each attempt, and sees it served. */
  async #control(asset: HeldAsset): Promise<Exchange> {
    const key = JSON.stringify(asset.values);
    let control = this.#controls.get(key);
    if (!control) {
      control = this.#send(
        get(asset.values),
        this.#label('control', { kind: 'served', asset: asset.expected }),
      );
      this.#controls.set(key, control);
    }
    const exchange = await control;
    if (this.#evidence.wrong(exchange.id))
      throw new Untestable('The valid request that has to succeed first did not');
    return exchange;
  }

  async #subject(plan: RequestPlan, expects: Expectation, options: SendOptions = {}): Promise<Exchange> {
    return this.#send(plan, this.#label('subject', expects, options.beyond), options.size);
  }

  #recorded(make: () => Promise<Omit<Exchange, 'id'>>, expects: Expectation): Promise<Exchange> {
    const label = this.#label('subject', expects);
    return this.#account(this.context.sender.record(make, label), undefined);
  }

  #send(plan: RequestPlan, label: Label, size = 0, keep = true): Promise<RecordedExchange> {
    return this.#account(this.context.sender.send(plan, label, size, keep), plan);
  }

  /** Counts and judges an exchange when it has ended. */
  #account(sending: Promise<RecordedExchange>, plan: RequestPlan | undefined): Promise<RecordedExchange> {
    const ended = sending.then(async (exchange) => {
      this.#sent += 1;
      await this.#judge(exchange, plan);
      return exchange;
    });
    const done = (): void => void this.#underWay.delete(ended);
    this.#underWay.add(ended);
    ended.then(done, done);
    return ended;
  }

  async #judge(exchange: RecordedExchange, plan: RequestPlan | undefined): Promise<void> {
    this.context.rules.note(exchange, plan);
    const finding = judge(this.check.requirement, exchange.expects, exchange);
    const judged: JudgedExchange = {
      id: exchange.id,
      role: exchange.role,
      attempt: exchange.attempt,
      finding,
      brokeOff: exchange.failure !== undefined,
    };
    this.#evidence.add(judged, exchange);
    if (exchange.failure && isWrong(judged) && exchange.role !== 'neighbour') {
      this.#neighbour ??= this.#askNeighbour();
      await this.#neighbour;
    }
  }

  /** Sees whether the target still answers others; where it does not, waits for it to come back. */
  async #askNeighbour(): Promise<void> {
    const { neighbour } = this.context;
    const label = this.#label('neighbour', { kind: 'served', asset: neighbour.expected });
    // At once: if it waited for an outage to end, it would no longer show that there was one.
    const exchange = await this.context.sender.sendAtOnce(get(neighbour.values), label);
    this.#sent += 1;
    await this.#judge(exchange, undefined);
    if (isSilence(exchange)) await this.context.sender.health.recover();
  }

  #label(role: Label['role'], expects: Expectation, beyond = false): Label {
    this.#serial += 1;
    return {
      id: exchangeId(this.check.id, this.#serial),
      check: this.check.id,
      requirement: this.check.requirement,
      role,
      attempt: this.#attempt,
      expects,
      ...(beyond ? { beyond } : {}),
    };
  }

  /** First what failed in earlier runs, then generated cases; once one is found, only that again. */
  async #property(casesFor: NonNullable<Check['cases']>): Promise<void> {
    const { corpus, seed, cases, concurrency, path, fixtures } = this.context;
    const trial: Trial<PropertyCase> = (generated, keep) => this.#try(generated, keep);
    if (this.#found) {
      await trial(this.#found.case, true);
      return;
    }
    const arbitrary = casesFor(fixtures);
    const known = corpus.filter(({ check }) => check === this.check.id);
    const earlier = await tryEarlier(arbitrary, known, trial);
    this.#earlier.push(...earlier.map(({ case: { summary }, state }) => ({ value: summary, state })));
    this.#found =
      earlier.find(({ state }) => state === 'still failing') ??
      (await hunt(
        arbitrary,
        {
          seed: seedOfCheck(seed, this.check.id),
          count: cases,
          concurrency,
          ...(path === undefined ? {} : { path }),
        },
        trial,
      ));
  }

  /** Sends one generated case after its control. */
  async #try(generated: PropertyCase, keep: boolean): ReturnType<Trial<PropertyCase>> {
    // Numbered before anything is waited for: the number is that of the case, whichever control is answered first.
    const label = this.#label('subject', generated.expects, generated.beyond);
    try {
      if (generated.control) await this.#control(generated.control);
    } catch (error) {
      // Other cases have other controls; that this one failed is recorded, and counts unless one of them is broken.
      if (error instanceof Untestable) return 'holds';
      throw error;
    }
    await this.#send(generated.plan, label, 0, keep);
    const wrong = this.#evidence.wrong(label.id);
    if (!wrong) return 'holds';
    return wrong.finding.outcome === 'broken' ? 'broken' : 'silent';
  }

  #report(
    verdict: CheckOutcome['verdict'],
    told: { decisive?: JudgedExchange | undefined; stability?: string; reason?: string },
  ): CheckOutcome {
    const { check, context } = this;
    const failed = verdict === 'fail' || verdict === 'warn';
    const found = failed ? this.#found : undefined;
    const decisive = found ? (this.#evidence.lastBroken() ?? told.decisive) : told.decisive;
    const request = this.#evidence.request(decisive?.id);
    return {
      id: check.id,
      requirement: check.requirement,
      title: check.title,
      verdict,
      exchanges: this.#evidence.ids(decisive),
      judged: this.#evidence.subjects,
      sent: this.#sent,
      generated: check.cases !== undefined,
      ...(decisive ? { expected: decisive.finding.expected, actual: decisive.finding.actual } : {}),
      ...(told.reason === undefined ? {} : { reason: told.reason }),
      ...(told.stability === undefined ? {} : { stability: told.stability }),
      ...(found ? { counterexample: { seed: found.seed, path: found.path, value: found.case.summary } } : {}),
      ...(this.#earlier.length > 0 ? { earlier: this.#earlier } : {}),
      ...(request ? { curl: curlCommand(request, context.target.region) } : {}),
      ...(failed
        ? {
            replay: replayCommand({
              endpoint: context.target.endpoint,
              requirement: check.requirement,
              ...(check.needs === undefined ? {} : { needs: check.needs }),
              seed: context.seed,
              cases: context.cases,
              ...(found ? { path: found.path } : {}),
            }),
          }
        : {}),
    };
  }
}

/** No way is known to make the target answer this error. */
class MissingScenario extends NotTestable {
  constructor(type: ErrorType) {
    super(`No scenario for ${type}: the target file has to say how this target can be made to answer it`);
  }
}
