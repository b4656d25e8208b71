import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { suite } from '../config/index.js';
import { startRun } from '../engine/index.js';
import { isEarlier, type RecordedExchange } from '../judge/index.js';
import { writeResults } from '../reports/index.js';
import { embeddedScenarios } from '../runner/index.js';
import {
  catalogueDigest,
  type Profile,
  type RequirementId,
  type Results,
  type RunDescription,
  type Waiver,
} from '../schemas/index.js';
import { checks, selectChecks, selectRules } from '../specs/index.js';
import {
  embeddedFixtures,
  findDefect,
  type ReferenceServer,
  startReferenceServer,
} from '../targets/reference/index.js';

/** What a test chooses of a run; the rest is as in a run without options. */
export interface Choice {
  /** `quickProfiles` unless given. */
  readonly claimed?: readonly Profile[];
  /** Whether requests are signed: if the profile `auth` is claimed unless given. */
  readonly signed?: boolean;
  readonly only?: readonly RequirementId[];
  readonly seed?: number;
  readonly cases?: number;
  readonly concurrency?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly waivers?: readonly Waiver[];
  readonly identity?: RunDescription['identity'];
}

/** Profiles that take no large assets, official client or signature: what most tests of the engine need. */
export const quickProfiles: readonly Profile[] = ['core', 'maven', 'faults', 'lifecycle'];

/** The reference target, with a seeded defect if one is named. It takes no unsigned request if `auth` says so. */
export function startTarget(defectId?: string, auth: 'none' | 'sigv4' = 'none'): Promise<ReferenceServer> {
  const defect = defectId === undefined ? undefined : findDefect(defectId);
  if (defectId !== undefined && !defect) throw new Error(`there is no defect ${defectId}`);
  return startReferenceServer({
    fixtures: embeddedFixtures(),
    auth,
    region: 'us-east-1',
    ...(defect ? { defect } : {}),
  });
}

/** A run file as the command line would write it. */
export function runFile(target: ReferenceServer, out: string, choice: Choice = {}): RunDescription {
  const now = Date.now();
  const claimed = choice.claimed ?? quickProfiles;
  return {
    suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
    endpoint: target.url,
    identity: choice.identity ?? {},
    startedAt: new Date(now).toISOString(),
    startedAtMs: now,
    auth: (choice.signed ?? claimed.includes('auth')) ? 'sigv4' : 'none',
    embedded: true,
    region: 'us-east-1',
    claimed,
    ...(choice.only ? { only: choice.only } : {}),
    seed: choice.seed ?? 1,
    cases: choice.cases ?? 5,
    ...(choice.shard ? { shard: choice.shard } : {}),
    concurrency: choice.concurrency ?? 16,
    timeout: 10_000,
    scenarios: embeddedScenarios,
    waivers: choice.waivers ?? [],
    certify: false,
    out,
  };
}

/** Carries out a run in this process as the specs do in theirs, and writes its results folder. */
export async function carryOut(target: ReferenceServer, parent: string, choice: Choice = {}): Promise<Ran> {
  const out = `${parent}/${randomUUID()}`;
  mkdirSync(out, { recursive: true });
  const file = runFile(target, out, choice);
  const { run, close } = await startRun(file, embeddedFixtures());
  const outcomes = await Promise.all(selectChecks(checks, file).map((check) => run.outcome(check)));
  for (const id of selectRules(file)) outcomes.push(await run.everyResponse(id));
  await close();
  return { out, results: await writeResults(file, outcomes) };
}

export interface Ran {
  /** The results folder. */
  readonly out: string;
  readonly results: Results;
}

/** A recording, in the order of checks and of the exchanges of each. */
export function recorded(out: string): RecordedExchange[] {
  const lines = readFileSync(`${out}/exchanges.ndjson`, 'utf8').split('\n').filter(Boolean);
  const exchanges = lines.map((line) => JSON.parse(line) as RecordedExchange);
  return exchanges.sort((one, other) => (isEarlier(one.id, other.id) ? -1 : 1));
}

/** What the reference target says again each time: ids of requests, and the date of a signature. */
const newEachTime = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=not yet valid: )[^)]*/g;

/** Results without what differs from one run to the next: times, digests and the port of the target. */
export function lasting(results: Results, target: ReferenceServer): Results {
  const { startedAt: _, durationMs: _d, recordingDigest: _r, latency: _l, ...run } = results.run;
  const text = JSON.stringify({ ...results, run })
    .replaceAll(`127.0.0.1:${target.port}`, 'target')
    .replaceAll(newEachTime, '…');
  return JSON.parse(text) as Results;
}

/** The verdict of each requirement and each of its checks, and how sure it is. */
export function verdicts({ requirements }: Results): unknown {
  return requirements.map(({ id, verdict, checks: own }) => [
    id,
    verdict,
    own.map((check) => [check.id, check.verdict, check.stability]),
  ]);
}
