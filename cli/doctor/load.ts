import { type AssetUnderTest, get } from '../../engine/index.js';
import type { RequestPlan } from '../../judge/index.js';
import { operation } from '../../schemas/index.js';
import type { Connection, Sent } from '../../targets/connection/index.js';
import { printable } from '../../targets/fixtures/management/index.js';
import { type Diagnosis, fine, note, problem } from './diagnosis.js';

/** Bursts of as many requests as the run sends at a time, and requests of one burst at most. */
const bursts = 3;
const mostAtOnce = 32;
/** What a response beside others is given: milliseconds, and so many times what all of them take one after the other. */
const leastEnoughMs = 1000;
const manyTimes = 3;
/** Milliseconds for a limiter to recover. */
const recoveryMs = 500;

/** What a look at load needs. */
export interface LoadLook {
  readonly connection: Connection;
  /** An asset that the target serves. */
  readonly asset: AssetUnderTest;
  /** Requests in flight of the run. */
  readonly concurrency: number;
}

const isServed = ({ response, failure }: Sent): boolean => failure === undefined && response?.status === 200;

/** The response in a few words, or that there was none. */
const inWords = ({ response, failure }: Sent): string =>
  failure || !response ? printable(failure?.message ?? 'no response', 80) : String(response.status);

/** Whether responses depend on what a connection was used for before, or on how many requests there are at a time. */
export async function load(look: LoadLook): Promise<readonly Diagnosis[]> {
  const { connection, asset } = look;
  await connection.dropKept();
  const alone = await connection.send(get(asset.values), asset.fixture.size, undefined, 'fresh');
  // What is not served even alone is not a matter of load.
  if (!isServed(alone)) return [];
  return [await reuse(look, alone), await crowd(look, alone)];
}

/** Sends a valid request after others over the same connection. */
async function reuse({ connection, asset, concurrency }: LoadLook, alone: Sent): Promise<Diagnosis> {
  const subject = 'connections';
  const valid = get(asset.values);
  const enoughMs = enough(alone, concurrency);
  const others: readonly (readonly [what: string, plan: RequestPlan])[] = [
    ['a valid request', valid],
    ['a request for an unknown asset', get({ ...asset.values, asset: 'conformance-no-such-asset' })],
    ['a request without parameters', { ...operation, query: '' }],
  ];
  for (const [what, other] of others) {
    await connection.dropKept();
    await connection.send(other, asset.fixture.size, enoughMs, 'same');
    const after = await connection.send(valid, asset.fixture.size, enoughMs, 'same');
    if (isServed(after) || after.response !== undefined) continue;
    await connection.dropKept();
    return problem(
      subject,
      `a valid request after ${what} on the same connection is not served (${inWords(after)}), on a new connection it is`,
      'target',
      'A run will report it as OP-04 and use a connection for each request, which takes longer.',
    );
  }
  await connection.dropKept();
  return fine(subject, 'a connection can be used again, also after a refusal');
}

/** Sends as many valid requests at a time as the run does. */
async function crowd({ connection, asset, concurrency }: LoadLook, alone: Sent): Promise<Diagnosis> {
  const subject = 'load';
  const size = Math.min(concurrency, mostAtOnce);
  const valid = get(asset.values);
  const enoughMs = enough(alone, concurrency);
  for (let burst = 0; burst < bursts; burst++) {
    const all = await Promise.all(
      Array.from({ length: size }, () => connection.send(valid, asset.fixture.size, enoughMs, 'kept')),
    );
    const failed = all.filter((sent) => !isServed(sent));
    const [first] = failed;
    if (first === undefined) continue;
    const many = `${failed.length} of ${size} valid requests at a time`;
    await connection.dropKept();
    if (failed.every(({ response }) => response?.status === 429))
      return note(
        subject,
        `${many} got 429: the target limits its rate. A run slows down for it; --rate N keeps below the limit.`,
      );
    await new Promise((resolve) => setTimeout(resolve, recoveryMs));
    const later = await connection.send(valid, asset.fixture.size, undefined, 'fresh');
    if (!isServed(later))
      return problem(
        subject,
        `after ${size} valid requests at a time the target serves nothing any more (${inWords(later)})`,
        'target',
        'Look at the log of the target, and try --concurrency 1.',
      );
    return first.response && first.failure === undefined
      ? problem(
          subject,
          `${many} got ${inWords(first)}, alone they are served`,
          'target',
          'A run will report it as OP-05: a target that limits its rate says so with 429 ThrottlingException. Keep below the limit with --rate N, or raise it.',
        )
      : problem(
          subject,
          `${many} were not served (${inWords(first)}), alone they are`,
          'target',
          'A run will report it as OP-05. --concurrency 1 sends one request at a time.',
        );
  }
  return fine(subject, `${size} valid requests at a time are served`);
}

/** Milliseconds that a response beside others is given. */
const enough = (alone: Sent, concurrency: number): number =>
  Math.max(leastEnoughMs, manyTimes * concurrency * alone.timing.endedAfter);
