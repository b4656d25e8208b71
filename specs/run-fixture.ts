import { appendFileSync, closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type RunFile, runFileVariable } from '../schemas/index.js';
import { Budget, Connection, RequestSigner, referenceCredentials } from '../targets/connection/index.js';
import { defaultFixtures, type LoadedFixtures, readFixtures } from '../targets/fixtures/index.js';
import { embeddedFixtures } from '../targets/reference/index.js';
import { checks } from './chapters/index.js';
import { type ClientTarget, Run } from './engine/index.js';
import { selectChecks } from './select.js';

/** How long a silent target may take to come back, in milliseconds. */
const patienceMs = 15_000;

/** The run file that the command line wrote for this run. */
export function readRunFile(): RunFile {
  const file = process.env[runFileVariable];
  if (file === undefined)
    throw new Error('These specs are started by the command line: npx codeartifact-conformance run --help');
  return JSON.parse(readFileSync(file, 'utf8')) as RunFile;
}

async function credentialsOf(file: RunFile): Promise<ClientTarget['credentials']> {
  if (file.auth === 'none') return undefined;
  if (file.embedded) return async () => referenceCredentials;
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider();
}

function fixturesOf({ fixtures, embedded }: RunFile): LoadedFixtures | Promise<LoadedFixtures> {
  if (fixtures !== undefined) return readFixtures(fixtures);
  return embedded ? embeddedFixtures() : defaultFixtures();
}

/** Appends each exchange to the recording as it comes: whatever ends the run, what was seen is kept. */
class Recording {
  readonly #file: number;
  #lines: string[] = [];
  #scheduled = false;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  add(exchange: object): void {
    this.#lines.push(`${JSON.stringify(exchange)}\n`);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    appendFileSync(this.#file, this.#lines.join(''));
    this.#lines = [];
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}

/** The run that all specs of this worker take part in: its target, fixtures, engine and recording. */
export const test = base.extend<object, { run: Run }>({
  run: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const file = readRunFile();
      const credentials = await credentialsOf(file);
      const ca = file.caFile === undefined ? undefined : readFileSync(file.caFile, 'utf8');
      const budget = new Budget(file.budget);
      const connection = new Connection({
        budget,
        endpoint: new URL(file.endpoint),
        // The embedded target is on this machine, where no proxy belongs in between.
        proxies: !file.embedded,
        concurrency: file.concurrency,
        timeout: file.timeout,
        ...(credentials ? { signer: new RequestSigner(credentials, file.region) } : {}),
        ...(ca === undefined ? {} : { ca }),
        ...(file.rate === undefined ? {} : { rate: file.rate }),
      });
      const recording = new Recording(join(file.out, 'exchanges.ndjson'));
      const run = new Run({
        connection,
        budget,
        fixtures: await fixturesOf(file),
        checks: selectChecks(checks, file),
        seed: file.seed,
        cases: file.cases,
        ...(file.path === undefined ? {} : { path: file.path }),
        concurrency: file.concurrency,
        patienceMs,
        scenarios: file.scenarios,
        target: {
          endpoint: file.endpoint,
          region: file.region,
          timeout: file.timeout,
          ...(credentials ? { credentials } : {}),
          ...(ca === undefined ? {} : { ca }),
        },
        record: (exchange) => recording.add(exchange),
      });
      await use(run);
      await connection.close();
      recording.close();
    },
    { scope: 'worker', timeout: 0 },
  ],
});
