import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type Certificate, type Results, validateFile } from '../schemas/index.js';
import { type TamperedFolder, test } from './verified-folder.js';

test.describe.configure({ mode: 'default' });
test.setTimeout(180_000);

const read = <Content>(dir: string, name: string): Content =>
  JSON.parse(readFileSync(join(dir, name), 'utf8')) as Content;
const sha256 = (dir: string, name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(dir, name)))
    .digest('hex');

test('the certificate of a conformant run is an in-toto statement about its files', async ({
  certified,
  copyOf,
}) => {
  const certificate = read<Certificate>(certified, 'certificate.json');
  const results = read<Results>(certified, 'results.json');
  expect(validateFile('certificate', certificate)).toEqual([]);
  expect(certificate).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    subject: ['results.json', 'exchanges.ndjson', 'report.html', 'junit.xml'].map((name) => ({
      name,
      digest: { sha256: sha256(certified, name) },
    })),
  });
  expect([results.verdict, results.run.certify]).toEqual(['conformant', true]);
  const { result, passedTests, warnedTests, failedTests, configuration } = certificate.predicate;
  expect([result, failedTests]).toEqual([warnedTests.length > 0 ? 'WARNED' : 'PASSED', []]);
  expect([...passedTests, ...warnedTests].sort()).toEqual(
    results.requirements
      .filter(({ verdict }) => verdict === 'pass' || verdict === 'warn')
      .map(({ id }) => id)
      .sort(),
  );
  expect(configuration.map(({ name }) => name)).toEqual(['suite', 'catalogue', 'target', 'fixtures']);
  expect(configuration[1]?.digest?.sha256).toBe(results.suite.catalogueDigest.replace('sha256:', ''));
  expect(configuration[2]?.annotations).toEqual({
    vendor: 'Example',
    product: 'Example Registry',
    version: '2.1.0',
  });

  const { code, stdout, stderr } = await copyOf(certified).verify();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`The certificate says ${result} and fits the folder`);
});

test('the digest of the default fixtures is that of the file that anybody can write', async ({
  certified,
  place,
}) => {
  await place.run('fixtures', 'write', 'default');
  const { configuration } = read<Certificate>(certified, 'certificate.json').predicate;
  expect(configuration.find(({ name }) => name === 'fixtures')?.digest?.sha256).toBe(
    sha256(join(place.folder, 'default'), 'fixtures.json'),
  );
});

const tamperings: readonly (readonly [
  title: string,
  tamper: (folder: TamperedFolder) => void,
  named: string,
])[] = [
  [
    'the report exchanged',
    ({ dir }) => appendFileSync(join(dir, 'report.html'), '\n'),
    'speaks of another report.html',
  ],
  [
    'the results changed without harm',
    (folder) =>
      folder.results(({ run }) => {
        run.durationMs += 1;
      }),
    'speaks of another results.json',
  ],
  [
    'a result that is not that of the run',
    (folder) =>
      folder.certificate(({ predicate }) => {
        predicate.result = 'FAILED';
      }),
    'certificate.json: says FAILED; what follows from the results is',
  ],
  [
    'a requirement added',
    (folder) =>
      folder.certificate(({ predicate }) => {
        predicate.passedTests.push('RS-01');
      }),
    'passedTests are not the requirements that the results say',
  ],
  [
    'another product',
    (folder) =>
      folder.certificate(({ predicate }) => {
        const target = predicate.configuration.find(({ name }) => name === 'target');
        if (target?.annotations) target.annotations.product = 'Another';
      }),
    'describes another target than the results do',
  ],
  [
    'a subject left out',
    (folder) =>
      folder.certificate(({ subject }) => {
        subject.splice(1, 1);
      }),
    'must name exchanges.ndjson once',
  ],
  [
    'a run that was none for a certificate',
    (folder) =>
      folder.results(({ run }) => {
        delete run.certify;
      }),
    'is of a run without --certify',
  ],
  [
    'something else altogether',
    ({ dir }) => writeFileSync(join(dir, 'certificate.json'), '{}'),
    "certificate.json: /: must have required property '_type'",
  ],
];

for (const [title, tamper, expected] of tamperings)
  test(`a certificate that does not fit is named: ${title}`, async ({ certified, copyOf }) => {
    const folder = copyOf(certified);
    tamper(folder);
    const { code, stderr } = await folder.verify();
    expect([code, stderr]).toEqual([1, expect.stringContaining(expected)]);
  });

test('a run that cannot certify is refused before anything is sent', async ({ place }) => {
  const requests: string[] = [];
  const server = createServer(({ url }, response) => {
    requests.push(url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const identity = { vendor: 'Example', product: 'Example Registry', version: '2.1.0' };
  const configure = (file: object): void =>
    writeFileSync(
      join(place.folder, 'conformance.config.json'),
      JSON.stringify({ endpoint, auth: 'none', ...file }),
    );
  writeFileSync(
    join(place.folder, 'waivers.json'),
    JSON.stringify({
      waivers: [{ requirement: 'RL-14', reason: 'later', owner: 'me', expires: '2099-01-01' }],
    }),
  );
  const hindrances: readonly (readonly [flags: readonly string[], file: object, remedy: string])[] = [
    [['--requirement', 'OP-01'], { identity }, 'leave out --requirement'],
    [['--path', '17'], { identity }, 'leave out --path'],
    [['--shard', '1/2'], { identity }, 'leave out --shard'],
    [['--seed', '7'], { identity }, 'leave out --seed'],
    [['--cases', '99'], { identity }, 'leave out --cases'],
    [['--waivers', 'waivers.json'], { identity }, 'leave out --waivers'],
    [[], { identity, waivers: 'waivers.json' }, '"waivers" in the target file'],
    [[], {}, '"vendor"'],
    [[], { identity: { vendor: 'Example', product: 'Example Registry' } }, '"version"'],
  ];
  for (const [flags, file, remedy] of hindrances) {
    configure(file);
    const { code, stderr } = await place.run('run', '--certify', ...flags);
    expect([code, stderr], flags.join(' ')).toEqual([2, expect.stringContaining(remedy)]);
  }
  writeFileSync(join(place.folder, 'conformance.config.json'), '{}');
  const embedded = await place.run('run', '--certify');
  expect([embedded.code, embedded.stderr]).toEqual([2, expect.stringContaining('needs a target of yours')]);
  expect(requests).toEqual([]);
  expect(existsSync(join(place.folder, 'conformance-results'))).toBe(false);
  server.close();
});

test('a target that fails gets a certificate that says FAILED', async ({ place }) => {
  const endpoint = await place.serve('--fault', 'namespace-ignored-npm');
  writeFileSync(
    join(place.folder, 'conformance.config.json'),
    JSON.stringify({
      endpoint,
      auth: 'none',
      profiles: ['npm', 'auth'],
      identity: { vendor: 'Example', product: 'Example Registry', version: '2.1.0' },
    }),
  );
  const { code, stdout } = await place.run('run', '--certify', '--out', 'results');
  expect([1, 3]).toContain(code);
  expect(stdout).toContain('says FAILED and certifies nothing');
  const { predicate } = read<Certificate>(join(place.folder, 'results'), 'certificate.json');
  expect(predicate.result).toBe('FAILED');
  expect(predicate.failedTests.length).toBeGreaterThan(0);
  const verified = await place.run('verify', 'results');
  expect([verified.code, verified.stderr]).toEqual([0, '']);
});
