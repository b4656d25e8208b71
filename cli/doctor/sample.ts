import type { FixtureView } from '../../engine/index.js';
import { type AssetUnderTest, get } from '../../engine/index.js';
import { errorType, jsonObject, type RecordedResponse } from '../../judge/index.js';
import type { Connection, Sent } from '../../targets/connection/index.js';
import { each, printable } from '../../targets/fixtures/management/index.js';

/** What came of asking for one asset. */
export type SampleOutcome = 'served' | 'other-bytes' | 'refused' | 'unanswered';

export interface Sample {
  readonly asset: AssetUnderTest;
  readonly outcome: SampleOutcome;
  readonly sent: Sent;
  /** Status of the response; 0 without one. */
  readonly status: number;
  /** The error's type; empty if the response names none. */
  readonly type: string;
  /** The response in a few words. */
  readonly summary: string;
}

const small = ({ fixture: asset }: AssetUnderTest): boolean => asset.size <= 64 * 1024;
/** Milliseconds before a sample is taken again, for a limiter to recover. */
const betweenMs = 100;
/** Repositories of which a sample is taken. */
const mostRepositories = 12;

/** A small asset of each format, and one of each repository. */
export function chooseSamples(fixtures: FixtureView): readonly AssetUnderTest[] {
  const chosen = new Map<string, AssetUnderTest>();
  const add = (key: string, asset: AssetUnderTest): void => {
    if (!chosen.has(key)) chosen.set(key, asset);
  };
  const candidates = [...fixtures.downloadable].sort((a, b) => Number(small(b)) - Number(small(a)));
  for (const asset of candidates) add(`format ${asset.version.format}`, asset);
  for (const asset of candidates) {
    const key = `repository ${asset.version.domain}/${asset.version.repository}`;
    if (chosen.size < mostRepositories + 8) add(key, asset);
  }
  return [...new Set(chosen.values())];
}

/** Asks for each of the assets. What fails beside others is asked for again alone: load has a diagnosis of its own. */
export async function takeSamples(
  connection: Connection,
  assets: readonly AssetUnderTest[],
  concurrency: number,
): Promise<Sample[]> {
  const take = async (asset: AssetUnderTest, way?: 'fresh'): Promise<Sample> => {
    const sent = await connection.send(get(asset.values), asset.fixture.size, undefined, way);
    return { asset, sent, ...judged(asset, sent) };
  };
  const samples = await each(assets, concurrency, (asset) => take(asset));
  const doubtful = samples.filter(mayBeOfLoad);
  const again = new Map<Sample, Sample>();
  if (doubtful.length > 0) await connection.dropKept();
  for (const sample of doubtful) {
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
    const alone = await take(sample.asset, 'fresh');
    // If one fails alone as well, so will the others; to wait for each of them would show nothing new.
    if (mayBeOfLoad(alone)) break;
    again.set(sample, alone);
  }
  return samples.map((sample) => again.get(sample) ?? sample);
}

/** Whether a sample failed in a way that load may cause. */
const mayBeOfLoad = ({ outcome, status }: Sample): boolean =>
  outcome === 'unanswered' || status >= 500 || status === 429;

function judged(asset: AssetUnderTest, { response, failure }: Sent): Omit<Sample, 'asset' | 'sent'> {
  if (response === undefined || failure !== undefined)
    return {
      outcome: 'unanswered',
      status: 0,
      type: '',
      summary: printable(failure?.message ?? 'no response'),
    };
  const { status, body } = response;
  const type = errorType(response)?.name ?? '';
  if (status !== 200)
    return {
      outcome: 'refused',
      status,
      type: printable(type, 60),
      summary: describeRefusal(response, type),
    };
  if (body.sha256 === asset.fixture.sha256) return { outcome: 'served', status, type: '', summary: 'served' };
  return {
    outcome: 'other-bytes',
    status,
    type: '',
    summary: `200, but ${body.size} bytes with the SHA-256 ${body.sha256.slice(0, 12)}…, not ${asset.fixture.size} with ${asset.fixture.sha256.slice(0, 12)}…`,
  };
}

function describeRefusal(response: RecordedResponse, type: string): string {
  const message = jsonObject(response)?.message;
  const words = typeof message === 'string' ? `: ${printable(message, 120)}` : '';
  return printable(`${response.status} ${type === '' ? '(no error type)' : type}${words}`, 220);
}
