import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Run } from '../../engine/index.js';
import type { CheckOutcome } from '../../judge/index.js';
import { verifyFolder, writeReports, writeResults } from '../../reports/index.js';
import { catalogueDigest, type Results, type RunDescription } from '../../schemas/index.js';
import { checks, recordedCases, selectChecks, selectRules } from '../../specs/index.js';
import { Connection, RequestSigner } from '../../targets/connection/index.js';
import { defaultFixtures } from '../../targets/fixtures/index.js';
import type { HostileCase } from './hostile-case.js';

/** Credentials that nobody could mistake for anything else. */
export const credentials = {
  accessKeyId: 'AKIDOFTHEHOSTILERUNS',
  secretAccessKey: 'secret-access-key-of-the-hostile-runs',
  sessionToken: 'session-token-of-the-hostile-runs',
} as const;

/** One or two checks of each kind: served, refused, not found, framing, negotiation, repetition, generated cases. */
const few: ReadonlySet<string> = new Set([
  'OP-01/the usual asset',
  'OP-03/the same request five times',
  'OP-04/a refused request between two served ones',
  'AST-REQ/asset: named faults',
  'AST-REQ/asset: generated faults',
  'ER-NF-ASSET/an unknown asset',
  'RS-16/Accept-Encoding: identity',
  'RS-16/Accept-Encoding: gzip',
]);

/** Whether a response ends where it says. They take a while, for they listen for what comes after the end. */
const framing: ReadonlySet<string> = new Set([
  'RS-15/the framing of assets of each size',
  'RS-15/the framing of an error',
]);

/** What responses depend on besides the request. */
const load: ReadonlySet<string> = new Set([
  'OP-04/a parameter that the request before had',
  'OP-05/64 requests at once, with different responses',
  'OP-04/the connections of this run',
  'OP-05/the load of this run',
]);

const isChosen = ({ checks = 'few' }: HostileCase, id: string): boolean =>
  checks === 'core' ||
  few.has(id) ||
  (checks === 'framing' && framing.has(id)) ||
  (checks === 'load' && load.has(id));

/** What a run against a hostile target left behind. */
export interface Aftermath {
  readonly results: Results;
  readonly seconds: number;
  /** Bytes by which this process, engine and target together, was ever larger than before. */
  readonly grownBy: number;
  /** What `verify` finds wrong with the results folder. */
  readonly unsound: readonly string[];
  /** The files of the results folder, as text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Runs the engine against a target in this process, signed, and writes the results folder as the command line does. */
export async function attack(endpoint: string, hostile: HostileCase): Promise<Aftermath> {
  const { timeoutMs: timeout = 2000, patienceMs = 500, concurrency = 8 } = hostile;
  const out = await mkdtemp(join(tmpdir(), 'hostile-'));
  const began = performance.now();
  const memory = watchMemory();
  const connection = new Connection({
    endpoint: new URL(endpoint),
    signer: new RequestSigner(credentials, 'us-east-1'),
    concurrency,
    timeout,
    proxies: false,
  });
  try {
    const lines: string[] = [];
    const selection = { claimed: ['core'] as const };
    const chosen = selectChecks(checks, selection).filter(({ id }) => isChosen(hostile, id));
    if (chosen.length < few.size) throw new Error('one of the few checks has another name now');
    const file = runFile(endpoint, out, timeout);
    const run = new Run({
      connection,
      fixtures: defaultFixtures(),
      seed: file.seed,
      cases: file.cases,
      concurrency,
      patienceMs,
      scenarios: {},
      target: { endpoint, region: file.region, timeout, credentials: async () => credentials },
      record: (exchange) => void lines.push(`${JSON.stringify(exchange)}\n`),
    });
    const outcomes: CheckOutcome[] = await Promise.all(chosen.map((check) => run.outcome(check)));
    for (const id of selectRules(selection)) {
      const outcome = await run.everyResponse(id);
      // Few requests provoke few kinds of responses: a rule that none of them is about says nothing here.
      if (hostile.checks === 'core' || outcome.judged > 0) outcomes.push(outcome);
    }
    await writeFile(join(out, 'exchanges.ndjson'), lines.join(''));
    const results = await writeResults(file, outcomes);
    await writeReports(out);
    const { problems } = await verifyFolder(out, {
      checks: () => outcomes.map(({ id, generated }) => ({ id, generated })),
      recordedCases,
      suite: file.suite,
    });
    return {
      results,
      seconds: (performance.now() - began) / 1000,
      grownBy: memory.stop(),
      unsound: problems.map(({ where, what }) => `${where}: ${what}`),
      files: await readFolder(out),
    };
  } finally {
    memory.stop();
    await connection.close();
    await rm(out, { recursive: true, force: true });
  }
}

function runFile(endpoint: string, out: string, timeout: number): RunDescription {
  return {
    suite: { name: 'codeartifact-conformance', version: '0.0.0', catalogueDigest: catalogueDigest() },
    endpoint,
    identity: {},
    startedAt: '2026-01-01T00:00:00.000Z',
    startedAtMs: Date.now(),
    auth: 'sigv4',
    embedded: false,
    region: 'us-east-1',
    claimed: ['core'],
    seed: 7,
    cases: 2,
    concurrency: 8,
    timeout,
    scenarios: {},
    waivers: [],
    certify: false,
    out,
  };
}

/** The files of a results folder by name. */
export async function readFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const;
  return new Map(await Promise.all(names.map(read)));
}

/** Looks at the size of this process now and then. */
function watchMemory(): { stop(): number } {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 50);
  return {
    stop() {
      clearInterval(timer);
      look();
      return most - before;
    },
  };
}
