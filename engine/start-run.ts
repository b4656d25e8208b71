import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined, type RunDescription } from '../schemas/index.js';
import type { ClientTarget } from '../targets/clients/index.js';
import { Budget, Connection, proxyFor, RequestSigner } from '../targets/connection/index.js';
import type { LoadedFixtures } from '../targets/fixtures/index.js';
import { exampleCredentials } from '../targets/sigv4/index.js';
import { Recording } from './recording.js';
import { Run } from './run.js';

/** How long a silent target may take to come back, in milliseconds: time to restart, and longer if all is slower. */
const patienceWith = (timeout: number): number => Math.min(Math.max(1.5 * timeout, 5000), 15_000);

/** A run that is ready to give outcomes. */
export interface StartedRun {
  readonly run: Run;
  readonly recording: Recording;
  /** Ends its connections and completes its recording. */
  close(): Promise<void>;
}

async function credentialsOf(file: RunDescription): Promise<ClientTarget['credentials']> {
  if (file.auth === 'none') return undefined;
  if (file.embedded) return async () => exampleCredentials;
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider();
}

/**
 * Puts together what a run file describes: target, engine and the recording in its results folder.
 *
 * @param fixtures what the target holds
 */
export async function startRun(file: RunDescription, fixtures: LoadedFixtures): Promise<StartedRun> {
  const credentials = await credentialsOf(file);
  const [ca, cert, key] = [file.caFile, file.certFile, file.keyFile].map((name) =>
    name === undefined ? undefined : readFileSync(name, 'utf8'),
  );
  const budget = new Budget(file.budget);
  const connection = new Connection({
    budget,
    endpoint: new URL(file.endpoint),
    concurrency: file.concurrency,
    timeout: file.timeout,
    // The embedded target is on this machine, where no proxy belongs in between.
    proxies: !file.embedded,
    ...(credentials ? { signer: new RequestSigner(credentials, file.region) } : {}),
    ...defined({ ca, cert, key, rate: file.rate }),
  });
  const proxy = file.embedded ? undefined : proxyFor(new URL(file.endpoint));
  const recording = new Recording(join(file.out, 'exchanges.ndjson'));
  const run = new Run({
    connection,
    budget,
    fixtures,
    seed: file.seed,
    cases: file.cases,
    ...defined({ corpus: file.corpus, path: file.path }),
    concurrency: file.concurrency,
    patienceMs: patienceWith(file.timeout),
    scenarios: file.scenarios,
    target: {
      endpoint: file.endpoint,
      region: file.region,
      timeout: file.timeout,
      ...(credentials ? { credentials } : {}),
      ...defined({ ca, proxy }),
    },
    record: (exchange) => recording.add(exchange),
  });
  return {
    run,
    recording,
    async close() {
      run.stop();
      recording.close();
      await connection.close();
    },
  };
}
