import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { requireWritable } from '../config/index.js';
import { type Check, type StartedRun, startRun } from '../engine/index.js';
import type { CheckOutcome, RecordedExchange } from '../judge/index.js';
import { writeReportsOf, writeResults } from '../reports/index.js';
import {
  defined,
  type RequirementId,
  type Results,
  type RunDescription,
  requirement,
  requirements,
} from '../schemas/index.js';
import { checks, isRule, type Selection, selectChecks, selectRules } from '../specs/index.js';
import type { EmbeddedTarget } from '../targets/embedded/index.js';
import { defaultFixtures, embeddedFixtures } from '../targets/fixtures/index.js';
import { writeCorpus } from './corpus.js';
import { reach } from './reach.js';
import { type ResolvedRun, resolveRun } from './resolve-run.js';
import { resultFiles } from './result-files.js';
import type { RunOptions } from './run-options.js';

/** The outcome of a check, and the exchange that it rests on, if that was wrong. */
export interface CheckEvidence {
  readonly outcome: CheckOutcome;
  readonly exchange?: RecordedExchange | undefined;
}

/** What a run found out about one requirement: the outcome of each of its checks. */
export interface RequirementOutcome {
  readonly id: RequirementId;
  readonly checks: readonly CheckEvidence[];
}

/**
 * One run, from its first request to its results folder. Anyone who drives it, the command line, Playwright or a program,
 * asks for the outcomes of requirements; the session sends, records and keeps the account of everything.
 */
export class RunSession {
  #selected = false;
  /** What outcomes were requested. */
  readonly #asked = new Set<RequirementId>();
  #closed: Promise<Results> | undefined;

  private constructor(
    private description: RunDescription,
    private readonly engine: StartedRun,
    private readonly embedded: EmbeddedTarget | undefined,
  ) {}

  /**
   * Opens a run: starts the embedded target if no endpoint is given, looks whether the target can be reached, and
   * writes a first `results.json` that says `incomplete`. So there is one, and not an old one, however this run ends.
   *
   * @throws UserError if anything that the user gave is wrong; NoVerdict if the target cannot be reached
   */
  static async open(options: RunOptions): Promise<RunSession> {
    return RunSession.start(await resolveRun(options));
  }

  /** Opens a run whose options are resolved; see `open`. */
  static async start(resolved: ResolvedRun): Promise<RunSession> {
    await requireWritable(resolved.out);
    const starting = resolved.endpoint === undefined ? startEmbedded(resolved) : undefined;
    // Made while the embedded target starts.
    const held = resolved.held ?? (starting ? embeddedFixtures() : defaultFixtures());
    const embedded = await starting;
    try {
      const endpoint = embedded?.url ?? resolved.endpoint ?? '';
      if (!embedded) await reach(endpoint, resolved);
      const description = await prepare(resolved, endpoint);
      return new RunSession(description, await startRun(description, held), embedded);
    } catch (error) {
      await embedded?.close();
      throw error;
    }
  }

  /** Whether these are all requirements that a run of the claimed profiles assesses. */
  isEverything(ids: ReadonlySet<RequirementId>): boolean {
    const { claimed } = this.description;
    return requirements
      .filter(({ profile, excluded }) => claimed.includes(profile) && excluded === undefined)
      .every(({ id }) => ids.has(id));
  }

  get run(): RunDescription {
    return this.description;
  }

  /** The checks that are selected, those of rules not counted: these send nothing of their own. */
  get checks(): number {
    return selectChecks(checks, this.description).length + selectRules(this.description).length;
  }

  /**
   * Says what will be requested, so that the session works ahead on it, and on nothing else. In an editor and in UI mode
   * one selection follows another: the results are of all of them together.
   *
   * @param selection which requirements, if not all that are claimed; which shard, if not the whole
   * @param order the requirements in the order in which their outcomes will be requested
   */
  select(selection: Pick<Selection, 'only' | 'shard'>, order: readonly RequirementId[]): void {
    const { only: earlier, ...description } = this.description;
    const { only, shard } = selection;
    this.engine.run.schedule(
      inOrder(selectChecks(checks, { claimed: description.claimed, ...selection }), order),
    );
    const isAll = only === undefined || (this.#selected && earlier === undefined);
    const together = isAll ? undefined : [...new Set([...(earlier ?? []), ...only])];
    this.description = { ...description, ...defined({ only: together, shard }) };
    this.#selected = true;
  }

  /** Carries out everything that is selected, and calls back with each outcome as it ends. */
  async all(onOutcome: (outcome: CheckOutcome) => void): Promise<void> {
    this.#selected = true;
    const { run } = this.engine;
    const tell = async (outcome: Promise<CheckOutcome>): Promise<void> => onOutcome(await outcome);
    await Promise.all(selectChecks(checks, this.description).map((check) => tell(run.outcome(check))));
    for (const id of selectRules(this.description)) await tell(run.everyResponse(id));
  }

  /**
   * What the run finds out about one requirement. Asking again carries its checks out again.
   *
   * @param id a requirement of a claimed profile
   */
  async outcome(id: RequirementId): Promise<RequirementOutcome> {
    const { run } = this.engine;
    this.#asked.add(id);
    const selection = { claimed: this.description.claimed, only: [id] };
    const own = selectChecks(checks, selection);
    // Nobody has said what else will be requested: the responses that a rule needs must be requested for it.
    if (!this.#selected) run.schedule(own.filter(({ requirement }) => requirement !== id));
    const outcomes = await Promise.all(
      own.filter(({ requirement }) => requirement === id).map((check) => run.outcome(check)),
    );
    const all = isRule(id) ? [...outcomes, await run.everyResponse(id)] : outcomes;
    return { id, checks: all.map((outcome) => ({ outcome, exchange: run.decisiveExchange(outcome) })) };
  }

  /**
   * Ends the run: closes its connections and its embedded target, and writes the results folder.
   *
   * @param interrupted why the run did not finish, if it did not
   * @returns the results as written
   */
  close(interrupted?: string): Promise<Results> {
    this.#closed ??= this.#close(interrupted);
    return this.#closed;
  }

  async #close(interrupted: string | undefined): Promise<Results> {
    const { run, recording, close } = this.engine;
    // First what is known now: closing the connections breaks the exchanges that are under way.
    const outcomes = run.outcomes();
    const { notes } = run;
    const lost = this.embedded?.lost();
    await close();
    // It ends while the results are written.
    const targetEnded = this.embedded?.close();
    // Nobody has said what would be requested: then what was requested is what was selected.
    if (!this.#selected && !this.isEverything(this.#asked))
      this.description = { ...this.description, only: [...this.#asked] };
    const missing = this.checks - outcomes.length;
    const unfinished = missing > 0 ? `${missing} of ${this.checks} checks were not carried out` : undefined;
    const { out, corpus } = this.description;
    const results = await writeResults(
      this.description,
      outcomes,
      lost ?? interrupted ?? unfinished,
      notes,
      recording,
    );
    await writeReportsOf(out, results, recording);
    await writeCorpus(out, corpus ?? [], results);
    await targetEnded;
    return results;
  }
}

/** Checks in the order of their requirements; those of official clients, which take their time to start, come first. */
function inOrder(selected: readonly Check[], order: readonly RequirementId[]): readonly Check[] {
  const rank = new Map(order.map((id, index) => [id, index]));
  const rankOf = ({ requirement: id }: Check): number =>
    requirement(id).profile === 'clients' ? -1 : (rank.get(id) ?? -1);
  return selected.toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** The embedded target is loaded only if it is needed. */
async function startEmbedded({ fixtures, auth, region }: ResolvedRun): Promise<EmbeddedTarget> {
  const { forkReferenceTarget } = await import('../targets/embedded/index.js');
  return forkReferenceTarget({ auth, region, ...defined({ fixtures }) });
}

/** Empties the results folder of an earlier run and writes a first `results.json`. */
async function prepare({ held: _, ...resolved }: ResolvedRun, endpoint: string): Promise<RunDescription> {
  const now = Date.now();
  const description: RunDescription = {
    ...resolved,
    endpoint,
    embedded: resolved.endpoint === undefined,
    startedAt: new Date(now).toISOString(),
    startedAtMs: now,
  };
  await mkdir(description.out, { recursive: true });
  await Promise.all(resultFiles.map((name) => rm(join(description.out, name), { force: true })));
  await writeResults(description, [], 'The run did not finish');
  return description;
}
