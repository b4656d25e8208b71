import { readFileSync, statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FixtureView, get } from '../engine/index.js';
import { checks, recordedCases } from '../specs/index.js';
import { Connection, RequestSigner } from '../targets/connection/index.js';
import { mebibyte } from '../targets/fixtures/index.js';
import { embeddedFixtures, type ReferenceServer } from '../targets/reference/index.js';
import { exampleCredentials } from '../targets/sigv4/index.js';
import { carryOut, recorded, startTarget } from './engine-runs.js';

const large = new FixtureView(embeddedFixtures().set).find(
  'asset of 100 MiB',
  ({ fixture: asset }) => asset.size === 100 * mebibyte,
);

/** Downloads the large asset some times immediately; says what came and by how many bytes memory grew meanwhile. */
async function download(target: ReferenceServer, times: number) {
  const connection = new Connection({
    endpoint: new URL(target.url),
    signer: new RequestSigner(exampleCredentials, 'us-east-1'),
    concurrency: times,
    timeout: 60_000,
    proxies: false,
  });
  const held = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = held();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, held());
  }, 5);
  const responses = await Promise.all(
    Array.from({ length: times }, () => connection.send(get(large.values), large.fixture.size)),
  );
  clearInterval(watch);
  await connection.close();
  return { responses, grownBy: peak - before };
}

test.describe('a large asset', () => {
  test.setTimeout(300_000);

  test('is streamed and hashed, one and four at once, in a fraction of its size', async () => {
    const target = await startTarget();
    // The target's own buffers are counted, too: it is in this process.
    for (const times of [1, 4]) {
      const { responses, grownBy } = await download(target, times);
      for (const { response } of responses)
        expect(response?.body).toMatchObject({ ...digest, complete: false });
      expect(grownBy).toBeLessThan(80 * mebibyte);
    }
    await target.close();
  });

  test('has its first byte timed on its own', async () => {
    const target = await startTarget();
    const {
      responses: [response],
    } = await download(target, 1);
    await target.close();
    expect(response?.timing.headersAfter).toBeLessThan((response?.timing.endedAfter ?? 0) / 2);
  });
});

const digest = { size: large.fixture.size, sha256: large.fixture.sha256 };

test.describe('more cases than are recorded', () => {
  test.setTimeout(300_000);

  test('are all judged, and leave a folder that does not grow with them', async () => {
    const target = await startTarget();
    const parent = test.info().outputPath('runs');
    const only = ['ER-NF-PKG'] as const;
    const cases = recordedCases + 400;
    const [few, enough, many] = [
      await carryOut(target, parent, { claimed: ['core'], only, cases: 50 }),
      await carryOut(target, parent, { claimed: ['core'], only, cases: recordedCases }),
      await carryOut(target, parent, { claimed: ['core'], only, cases }),
    ];
    await target.close();
    const properties = checks.filter((check) => check.requirement === only[0] && check.cases);
    const generated = (out: string): string[] =>
      recorded(out)
        .filter(({ check, role }) => role === 'subject' && properties.some(({ id }) => id === check))
        .map(({ request }) => request.target);
    expect(many.results.verdict).toBe('incomplete');
    expect(many.results.requirements.find(({ id }) => id === only[0])?.verdict).toBe('pass');
    expect(properties.length).toBeGreaterThan(0);
    expect(many.results.run.generated).toEqual({ [only[0]]: properties.length * cases });
    expect(generated(many.out)).toHaveLength(properties.length * recordedCases);
    // One after the other or all immediately: the same cases in the same order.
    expect(generated(many.out)).toEqual(generated(enough.out));
    expect(generated(many.out)).toEqual(expect.arrayContaining(generated(few.out)));
    const size = (out: string, file: string): number => statSync(`${out}/${file}`).size;
    expect(size(many.out, 'exchanges.ndjson')).toBeLessThan(size(enough.out, 'exchanges.ndjson') * 1.01);
    expect(size(many.out, 'results.json')).toBeLessThan(size(few.out, 'results.json') * 1.05);
    expect(readFileSync(`${many.out}/exchanges.ndjson`, 'utf8').endsWith('\n')).toBe(true);
  });
});
