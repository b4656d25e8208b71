import {
  attemptsOfFailure,
  type CheckOutcome,
  curlCommand,
  judgeByRules,
  type RecordedExchange,
  stabilityOf,
} from '../judge/index.js';
import { type EarlierFailure, type ErrorType, type RequirementId, requirement } from '../schemas/index.js';
import type { Budget, Connection } from '../targets/connection/index.js';
import type { LoadedFixtures } from '../targets/fixtures/index.js';
import type { Check, ClientTarget, Scenario } from './check.js';
import { CheckRun, type RunContext } from './check-run.js';
import { FixtureView, type HeldAsset, MissingFixture } from './fixture-view.js';
import { replayCommand } from './replay.js';
import { get } from './request.js';
import { type RuleEntry, RuleLedger } from './rule-ledger.js';
import { Sender } from './sender.js';

export interface RunOptions {
  readonly connection: Connection;
  /** What the connection may send in all. */
  readonly budget?: Budget;
  readonly fixtures: LoadedFixtures;
  /** The checks of this run, in the order in which they are carried out. */
  readonly checks: readonly Check[];
  readonly seed: number;
  readonly cases: number;
  readonly path?: string;
  /** Generated cases that failed in earlier runs. */
  readonly corpus?: readonly EarlierFailure[];
  readonly concurrency: number;
  /** Milliseconds to wait for a target that stopped answering. */
  readonly patienceMs: number;
  readonly scenarios: Partial<Record<ErrorType, Scenario>>;
  readonly target: ClientTarget;
  /** Official clients outside this package take time to start; false leaves them out. True unless given. */
  readonly externalClients?: boolean;
  readonly record: (exchange: RecordedExchange) => void;
}

/** Carries out checks ahead of whoever asks for their outcomes: up to `concurrency` of them at a time, in their order. */
export class Run {
  readonly #slots = new Map<string, Slot>();
  readonly #context: RunContext;
  readonly #rules = new RuleLedger();
  readonly #sender: Sender;
  /** Checks that are not yet under way. */
  readonly #waiting: Check[];
  #running = 0;
  #alone = false;

  constructor(private readonly options: RunOptions) {
    this.#waiting = [...options.checks];
    const fixtures = new FixtureView(options.fixtures.set);
    const neighbour = anyAsset(fixtures);
    this.#sender = new Sender({
      connection: options.connection,
      ...(options.budget === undefined ? {} : { budget: options.budget }),
      concurrency: options.concurrency,
      probe: get(neighbour.values),
      patienceMs: options.patienceMs,
      record: options.record,
    });
    this.#context = {
      fixtures,
      sender: this.#sender,
      neighbour,
      rules: this.#rules,
      signs: options.connection.signs,
      scenarios: options.scenarios,
      target: options.target,
      externalClients: options.externalClients !== false,
      concurrency: options.concurrency,
      seed: options.seed,
      cases: options.cases,
      corpus: options.corpus ?? [],
      ...(options.path === undefined ? {} : { path: options.path }),
      bytes: (asset: HeldAsset) => {
        const bytes = options.fixtures.bytes(asset.asset);
        if (!bytes) throw new MissingFixture(`file with the bytes of ${asset.asset.name}`);
        return bytes;
      },
    };
  }

  /** The outcome of one check; starts it, and those that follow it, where they are not yet under way. */
  outcome(check: Check): Promise<CheckOutcome> {
    this.#startMore();
    return this.#slot(check).outcome;
  }

  /** What all answers of this run, in all its checks, showed about a requirement that every answer is held to. */
  async everyAnswer(id: RequirementId): Promise<CheckOutcome> {
    await Promise.all([...this.#slots.values()].map(({ outcome }) => outcome));
    const title = 'every answer';
    const entry = this.#rules.entry(id);
    const about = { id: `${id}/${title}`, requirement: id, title, generated: false };
    if (!entry)
      return {
        ...about,
        verdict: 'not-testable',
        exchanges: [],
        judged: 0,
        sent: 0,
        reason: 'No answer of this run is one that the requirement speaks of',
      };
    const { judged, offence, example } = entry;
    const shown = offence ?? example;
    const evidence = {
      exchanges: shown ? [shown.exchange.id] : [],
      judged,
      expected: shown?.finding.expected ?? '',
      actual: shown?.finding.actual ?? '',
    };
    const request = shown ? { curl: curlCommand(shown.exchange.request, this.options.target.region) } : {};
    const { level } = requirement(id);
    if (!offence)
      return { ...about, ...evidence, ...request, sent: 0, verdict: level === 'MAY' ? 'info' : 'pass' };
    const again = await this.#again(id, offence);
    return {
      ...about,
      ...evidence,
      ...request,
      exchanges: [...evidence.exchanges, ...again.ids],
      sent: again.ids.length,
      verdict: level === 'MUST' ? 'fail' : level === 'SHOULD' ? 'warn' : 'info',
      stability: stabilityOf(1 + again.broken, 1 + again.ids.length),
      replay: replayCommand({
        endpoint: this.options.target.endpoint,
        requirement: id,
        seed: this.options.seed,
        cases: this.options.cases,
      }),
    };
  }

  /** Sends the request whose answer broke a rule again, to tell a deterministic failure from a flaky one. */
  async #again(
    id: RequirementId,
    offence: NonNullable<RuleEntry['offence']>,
  ): Promise<{ ids: string[]; broken: number }> {
    const ids: string[] = [];
    let broken = 0;
    const { plan, exchange } = offence;
    for (let attempt = 2; plan && attempt <= attemptsOfFailure; attempt++) {
      const check = `${id}/every answer`;
      try {
        const again = await this.#sender.send(plan, {
          id: `${check}#${attempt}`,
          check,
          requirement: id,
          role: 'subject',
          attempt,
          expects: exchange.expects,
          ...(exchange.beyond ? { beyond: true } : {}),
        });
        ids.push(again.id);
        if (judgeByRules(again).some((finding) => finding.requirement === id && finding.outcome === 'broken'))
          broken += 1;
      } catch {
        break;
      }
    }
    return { ids, broken };
  }

  #startMore(): void {
    while (!this.#alone && this.#running < this.options.concurrency) {
      const [check] = this.#waiting;
      if (!check || (check.alone && this.#running > 0)) return;
      this.#waiting.shift();
      this.#start(check);
    }
  }

  #start(check: Check): void {
    this.#running += 1;
    this.#alone = check.alone === true;
    void new CheckRun(check, this.#context).outcome().then((outcome) => {
      this.#running -= 1;
      this.#alone = false;
      this.#slot(check).resolve(outcome);
      this.#startMore();
    });
  }

  /** Where the outcome of a check will be found. */
  #slot({ id }: Check): Slot {
    let slot = this.#slots.get(id);
    if (!slot) {
      let resolve: Slot['resolve'] = () => {};
      const outcome = new Promise<CheckOutcome>((settle) => {
        resolve = settle;
      });
      slot = { outcome, resolve };
      this.#slots.set(id, slot);
    }
    return slot;
  }
}

interface Slot {
  readonly outcome: Promise<CheckOutcome>;
  readonly resolve: (outcome: CheckOutcome) => void;
}

/** Something to ask for when the target seems silent: an asset of any format. */
function anyAsset(fixtures: FixtureView): HeldAsset {
  const [first] = fixtures.downloadable;
  if (!first) throw new MissingFixture('package version that can be downloaded');
  return first;
}
