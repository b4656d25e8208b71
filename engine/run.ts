import { attemptsOfFailure, type CheckOutcome, Ledger, type RecordedExchange } from '../judge/index.js';
import { defined, type EarlierFailure, type ErrorType, type RequirementId } from '../schemas/index.js';
import type { ClientTarget } from '../targets/clients/index.js';
import type { Budget, Connection, Sent } from '../targets/connection/index.js';
import type { LoadedFixtures } from '../targets/fixtures/index.js';
import type { Check, Scenario } from './check.js';
import { CheckHistory } from './check-history.js';
import { checkOutcome } from './check-outcome.js';
import { type CheckRun, runCheck } from './check-run.js';
import { type AssetUnderTest, FixtureView, MissingFixture } from './fixture-view.js';
import { HangingControls } from './hanging-controls.js';
import { addLoadEvidence, loadCheckId } from './load-checks.js';
import { get } from './request.js';
import { ruleOutcome } from './rule-outcome.js';
import type { RunContext } from './run-context.js';
import { Sender } from './sender.js';
import { SignOfLife } from './sign-of-life.js';

export interface RunOptions {
  readonly connection: Connection;
  /** What the connection may send in all. */
  readonly budget?: Budget;
  readonly fixtures: LoadedFixtures;
  readonly seed: number;
  /** Generated cases of each property. */
  readonly cases: number;
  /** How often a check that fails is tried in all, to tell a deterministic failure from a flaky one; 5 unless given. */
  readonly attempts?: number;
  /** Path of one generated case: only this one is sent. */
  readonly path?: string;
  /** Generated cases that failed in earlier runs. */
  readonly corpus?: readonly EarlierFailure[];
  /** Requests, and checks, in flight at most. */
  readonly concurrency: number;
  /** Milliseconds to wait for a target that stopped responding. */
  readonly patienceMs: number;
  readonly scenarios: Partial<Record<ErrorType, Scenario>>;
  readonly target: ClientTarget;
  /** Official clients outside this package take time to start; false leaves them out. True unless given. */
  readonly externalClients?: boolean;
  readonly record: (exchange: RecordedExchange) => void;
}

/** A check that was scheduled, and the promise of what it shows. */
interface Execution {
  readonly check: Check;
  readonly outcome: Promise<CheckOutcome>;
  readonly settle: (outcome: CheckOutcome) => void;
}

/** What a run knows of one check: its history, how it ended last, and what nobody has asked for yet. */
interface CheckState {
  readonly check: Check;
  readonly history: CheckHistory;
  last?: CheckRun;
  times: number;
  /** The run found something out about it after it had been carried out. */
  hasLaterEvidence?: true;
  waiting?: Execution;
}

/**
 * Checks under way at most that start programs: these take seconds of the machine's processors, and requests that need none
 * go on beside them.
 */
const programsAtOnce = 4;

/** One run: carries out checks, up to `concurrency` of them at a time, in the order in which they were scheduled. */
export class Run {
  readonly #context: RunContext;
  readonly #sender: Sender;
  readonly #ledger = new Ledger();
  readonly #checks = new Map<string, CheckState>();
  readonly #ruleOutcomes = new Map<RequirementId, CheckOutcome>();
  /** Executions that are not yet under way. */
  readonly #queue: Execution[] = [];
  readonly #underWay = new Set<Execution>();

  constructor(private readonly options: RunOptions) {
    const fixtures = new FixtureView(options.fixtures.set);
    const probe = anyAsset(fixtures);
    const signOfLife = SignOfLife.beside(probe);
    this.#sender = new Sender({
      connection: options.connection,
      ...defined({ budget: options.budget }),
      concurrency: options.concurrency,
      probe: get(probe.values),
      signsOfLife: signOfLife.candidates,
      patienceMs: options.patienceMs,
      record: options.record,
      onLoad: (requirement, failed, alone) => this.#addLoadEvidence(requirement, failed, alone),
    });
    this.#context = {
      fixtures,
      sender: this.#sender,
      probe,
      signOfLife,
      hangingControls: new HangingControls(),
      ledger: this.#ledger,
      signs: options.connection.signs,
      scenarios: options.scenarios,
      target: options.target,
      externalClients: options.externalClients !== false,
      concurrency: options.concurrency,
      seed: options.seed,
      cases: options.cases,
      attempts: options.attempts ?? attemptsOfFailure,
      corpus: options.corpus ?? [],
      ...defined({ path: options.path }),
      bytes: (asset: AssetUnderTest) => {
        const bytes = options.fixtures.bytes(asset.fixture);
        if (!bytes) throw new MissingFixture(`file with the bytes of ${asset.fixture.name}`);
        return bytes;
      },
    };
  }

  /** Schedules checks to be carried out in this order, before anyone asks for their outcomes. */
  schedule(checks: readonly Check[]): void {
    for (const check of checks) {
      const state = this.#state(check);
      state.waiting ??= this.#enqueue(check);
    }
    this.#startMore();
  }

  /**
   * The outcome of a check. Each execution is handed out once: a check that was scheduled is handed out from there, and
   * asking again carries it out again.
   */
  outcome(check: Check): Promise<CheckOutcome> {
    const state = this.#state(check);
    const execution = state.waiting ?? this.#enqueue(check);
    delete state.waiting;
    this.#startMore();
    return execution.outcome;
  }

  /**
   * What all responses of this run so far, in all its checks, showed about a requirement that is checked on every
   * response. Waits for the checks that are scheduled; a failure is repeated, to tell deterministic from flaky.
   */
  async everyResponse(id: RequirementId): Promise<CheckOutcome> {
    while (this.#queue.length + this.#underWay.size > 0)
      await Promise.all([...this.#queue, ...this.#underWay].map(({ outcome }) => outcome));
    const needsOf = (check: string) => this.#checks.get(check)?.check.needs;
    const outcome = await ruleOutcome(id, this.#context, needsOf);
    this.#ruleOutcomes.set(id, outcome);
    return outcome;
  }

  /** Ends the run: what is scheduled ends without sending anything more. */
  stop(): void {
    this.#sender.health.stop();
  }

  /** One outcome for each check that has ended, over all the times that it was carried out. */
  outcomes(): readonly CheckOutcome[] {
    const ended = [...this.#checks.values()].flatMap(({ check, history, last, times, hasLaterEvidence }) => {
      if (!last) return [];
      return times === 1 && !hasLaterEvidence
        ? [last.outcome]
        : [checkOutcome(check, history, last.ending, this.#context)];
    });
    return [...ended, ...this.#ruleOutcomes.values()];
  }

  /** The exchange that an outcome rests on, if it was wrong. */
  decisiveExchange({ id, requirement, exchanges: [decisive] }: CheckOutcome): RecordedExchange | undefined {
    const offence = this.#ledger.rules.get(requirement)?.offence?.exchange;
    if (offence?.id === decisive) return offence;
    return this.#checks.get(id)?.history.evidence.exchange(decisive);
  }

  /** What was found to be wrong with the target under load, for the top of the report. */
  get notes(): readonly string[] {
    return this.#sender.notes;
  }

  #addLoadEvidence(requirement: RequirementId, failed: RecordedExchange, alone: Sent): void {
    // Of a requirement that is not selected nothing is told.
    const state = this.#checks.get(loadCheckId(requirement) ?? '');
    if (!state) return;
    for (const exchange of addLoadEvidence(state.history, requirement, failed, alone))
      this.options.record(exchange);
    if (state.last) state.hasLaterEvidence = true;
  }

  #state(check: Check): CheckState {
    let state = this.#checks.get(check.id);
    if (!state) {
      state = { check, history: new CheckHistory(this.#ledger.check(check.id)), times: 0 };
      this.#checks.set(check.id, state);
    }
    return state;
  }

  #enqueue(check: Check): Execution {
    let settle: Execution['settle'] = () => {};
    const outcome = new Promise<CheckOutcome>((resolve) => {
      settle = resolve;
    });
    const execution = { check, outcome, settle };
    this.#queue.push(execution);
    return execution;
  }

  #startMore(): void {
    while (this.#underWay.size < this.options.concurrency) {
      const next = this.#nextStartable();
      if (!next) return;
      this.#queue.splice(this.#queue.indexOf(next), 1);
      void this.#carryOut(next);
    }
  }

  /**
   * The next in the queue, unless it must wait: a check that runs alone waits for all others, all others wait for it,
   * a check is not carried out twice at the same time, and only some start programs.
   */
  #nextStartable(): Execution | undefined {
    const underWay = [...this.#underWay];
    if (underWay.some(({ check }) => check.alone)) return undefined;
    const [first] = this.#queue;
    if (first?.check.alone && underWay.length > 0) return undefined;
    const programs = underWay.filter(({ check }) => check.startsProgram).length;
    return this.#queue.find(
      ({ check }) =>
        !(check.alone && underWay.length > 0) &&
        !(check.startsProgram && programs >= programsAtOnce) &&
        !underWay.some((each) => each.check === check),
    );
  }

  async #carryOut(execution: Execution): Promise<void> {
    this.#underWay.add(execution);
    const state = this.#state(execution.check);
    const run = await runCheck(execution.check, state.history, this.#context);
    state.last = run;
    state.times += 1;
    this.#underWay.delete(execution);
    execution.settle(run.outcome);
    this.#startMore();
  }
}

/** Something to request when the target seems silent: an asset of any format. */
function anyAsset(fixtures: FixtureView): AssetUnderTest {
  const [first] = fixtures.downloadable;
  if (!first) throw new MissingFixture('package version that can be downloaded');
  return first;
}
