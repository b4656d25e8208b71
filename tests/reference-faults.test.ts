import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { SignatureV4 } from '@smithy/signature-v4';
import { requirement, requirements } from '../schemas/index.js';
import { NodeSha256 } from '../targets/connection/signing.js';
import { defaultFixtures } from '../targets/fixtures/index.js';
import {
  type Answer,
  exampleCredentials,
  faultChapters,
  faults,
  mebibyte,
  type Operation,
  type ReferenceRequest,
  referenceOperation,
  type StageChange,
  scaleFixture,
  variants,
} from '../targets/reference/index.js';
import {
  answersOf,
  control,
  firstDifference,
  parametersOf,
  probes,
  requestOf,
  telling,
} from './reference-probes.js';

const fixtures = defaultFixtures();
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

test('ids of faults and of variants are unique and in kebab-case', () => {
  for (const list of [faults, variants]) {
    const ids = list.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !kebabCase.test(id))).toEqual([]);
  }
});

test('there are as many as asked for, each with a summary of its own', () => {
  expect(faults.length).toBeGreaterThanOrEqual(180);
  expect(variants.length).toBeGreaterThanOrEqual(40);
  for (const list of [faults, variants])
    expect(new Set(list.map(({ summary }) => summary)).size).toBe(list.length);
});

test('every enforced requirement has a fault, and no fault breaks what is not enforced', () => {
  const broken = new Set(faults.map(({ breaks }) => breaks));
  const enforced = requirements.filter(({ level, excluded }) => level !== 'MAY' && excluded === undefined);
  expect(enforced.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  expect([...broken].filter((id) => !enforced.some((known) => known.id === id))).toEqual([]);
});

test('variants depart from SHOULDs only', () => {
  const departures = variants.flatMap(({ departsFrom = [] }) => departsFrom);
  expect(departures.filter((id) => requirement(id).level !== 'SHOULD')).toEqual([]);
});

const { authentication, scale, memory, ...plain } = faultChapters;

let ideal: string[] = [];
test.beforeAll(async () => {
  ideal = await answersOf(referenceOperation({ fixtures }));
});

test('the ideal target gives the same answers twice', async () => {
  expect(await answersOf(referenceOperation({ fixtures }))).toEqual(ideal);
  expect(probes.length).toBeGreaterThan(1000);
});

for (const [chapter, list] of Object.entries(plain)) {
  test(`each fault of ${chapter} changes an answer`, async () => {
    expect(
      await silent(list, (fault) => firstDifference(referenceOperation({ fixtures, fault }), ideal)),
    ).toEqual([]);
  });
}

test('each fault of memory changes an answer, alone or among requests at once', async () => {
  expect(
    await silent(memory, async (fault) => {
      const alone = await firstDifference(referenceOperation({ fixtures, fault }), ideal);
      return alone === -1 ? crowded(referenceOperation({ fixtures, fault })) : alone;
    }),
  ).toEqual([]);
});

test('each fault of authentication changes the answer to a signed request', async () => {
  const expected = await signedAnswers();
  expect(
    await silent(authentication, async (fault) => {
      const answers = await signedAnswers(fault);
      return answers.findIndex((answer, at) => answer !== expected[at]);
    }),
  ).toEqual([]);
});

test('each fault of scale changes large assets, alone or at once', async () => {
  const expected = await largeAnswers();
  expect(
    await silent(scale, async (fault) => {
      const answers = await largeAnswers(fault);
      return answers.findIndex((answer, at) => answer !== expected[at]);
    }),
  ).toEqual([]);
});

test('each variant that shows in the answers themselves changes one', async () => {
  // The one shows in signed requests only, the other in what is told of as new or not.
  const elsewhere = ['signature-type-of-older-page', 'request-id-other-form'];
  expect(
    await silent(
      variants.filter(({ id }) => !elsewhere.includes(id)),
      (variant) => firstDifference(referenceOperation({ fixtures, variant }), ideal),
    ),
  ).toEqual([]);
});

test('every variant serves the everyday asset with its bytes', async () => {
  for (const variant of variants) {
    const answer = await referenceOperation({ fixtures, variant })(requestOf({}));
    expect([variant.id, answer.status, await digestOf(answer)]).toEqual([
      variant.id,
      200,
      fixtures.set.packageVersions[0]?.assets[0]?.sha256,
    ]);
  }
});

/** The ids of those for which `find` finds no difference. */
async function silent<Change extends StageChange & { readonly id: string }>(
  list: readonly Change[],
  find: (change: Change) => Promise<number>,
): Promise<string[]> {
  const ids: string[] = [];
  for (const change of list) if ((await find(change)) === -1) ids.push(change.id);
  return ids;
}

async function digestOf({ body }: Answer): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of body instanceof Uint8Array ? [body] : body.open()) hash.update(piece);
  return hash.digest('hex');
}

/** 0 where one of several requests at once gets another answer than it gets alone. */
async function crowded(operation: Operation): Promise<number> {
  const alone = referenceOperation({ fixtures });
  const requests = fixtures.set.packageVersions
    .slice(0, 8)
    .flatMap((version) => version.assets.slice(0, 1).map(({ name }) => parametersOf(version, name)))
    .map((input) => requestOf({ rawQuery: new URLSearchParams(input as Record<string, string>).toString() }));
  const answers = await Promise.all(
    requests.map(async (request) => telling(new Set())(await operation(request))),
  );
  const expected = await Promise.all(
    requests.map(async (request) => telling(new Set())(await alone(request))),
  );
  return answers.findIndex((answer, at) => answer !== expected[at]);
}

/** What a target that verifies signatures answers to requests that are signed in every way. */
async function signedAnswers(fault?: StageChange): Promise<string[]> {
  const operation = referenceOperation({ fixtures, auth: 'sigv4', fault });
  const ways: Parameters<typeof signed>[0][] = [
    {},
    { secret: 'wrong' },
    { key: 'UNKNOWN' },
    { region: 'eu-central-1' },
    { service: 's3' },
    { age: 16 * 60_000 },
    { extra: { 'x-conformance-signed': 'otherwise' } },
    { checksum: true },
    { headers: { 'x-amz-user-agent': 'x' } },
    { altered: true },
  ];
  const requests = [requestOf({}), ...(await Promise.all(ways.map(signed)))];
  const tell = telling(new Set());
  return Promise.all(requests.map(async (request) => tell(await operation(request))));
}

async function signed(way: {
  readonly secret?: string;
  readonly key?: string;
  readonly region?: string;
  readonly service?: string;
  readonly age?: number;
  readonly extra?: Record<string, string>;
  readonly checksum?: boolean;
  readonly headers?: Record<string, string>;
  /** The last digit of the signature is another. */
  readonly altered?: boolean;
}): Promise<ReferenceRequest> {
  const signer = new SignatureV4({
    service: way.service ?? 'codeartifact',
    region: way.region ?? 'us-east-1',
    credentials: {
      accessKeyId: way.key ?? exampleCredentials.accessKeyId,
      secretAccessKey: way.secret ?? exampleCredentials.secretAccessKey,
    },
    sha256: NodeSha256,
    applyChecksum: way.checksum ?? false,
  });
  const request = requestOf({});
  const { headers } = await signer.sign(
    {
      method: 'GET',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: request.path,
      query: { ...(control as Record<string, string>), ...way.extra },
      headers: { host: '127.0.0.1', ...way.headers },
    },
    { signingDate: new Date(Date.now() - (way.age ?? 0)) },
  );
  if (!way.altered) return { ...request, headers };
  const { authorization = '' } = headers;
  const otherDigit = authorization.endsWith('0') ? '1' : '0';
  return { ...request, headers: { ...headers, authorization: `${authorization.slice(0, -1)}${otherDigit}` } };
}

/** Size, hash and wire form of a 100 MiB asset, alone and twice at once. */
async function largeAnswers(fault?: StageChange): Promise<string[]> {
  const [version] = fixtures.set.packageVersions;
  if (version === undefined) throw new Error('the default set is empty');
  const { assets: _, ...coordinates } = version;
  const large = scaleFixture({ ...coordinates, package: 'large' }, 100 * mebibyte);
  const operation = referenceOperation({
    fixtures: { ...fixtures, set: { packageVersions: [large] } },
    fault,
  });
  const rawQuery = new URLSearchParams({
    ...(parametersOf(large, large.assets[0]?.name ?? '') as Record<string, string>),
  }).toString();
  const told = async () => {
    const answer = await operation(requestOf({ rawQuery }));
    return JSON.stringify([answer.status, answer.wire, await digestOf(answer)]);
  };
  return [await told(), ...(await Promise.all([told(), told()]))];
}
