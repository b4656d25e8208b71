import {
  type AssetRequest,
  type AssetUnderTest,
  type Attempt,
  anyResponse,
  type Check,
  check,
  clientError,
  either,
  notFound,
  notImplemented,
  notTheAsset,
  property,
  refused,
  requestFor,
  type Scenario,
  served,
  without,
} from '../engine/index.js';
import { encodeQuery, pairsOf, twoFaults } from '../generators/index.js';
import type { Expectation, RequestPlan } from '../judge/index.js';
import {
  type ErrorType,
  operation,
  type ParameterName,
  type ParameterValues,
  packageFormats,
  type RequirementId,
} from '../schemas/index.js';
import { malformedSignings } from './authentication.malformed.js';
import { combinationChecks } from './combinations.js';
import { nativeFormats, nativeNames } from './errors.native-names.js';
import { faultyCases } from './parameter-constraints.js';
import { respeltPaths } from './request-line.paths.js';
import { signedCheck } from './signed.js';

/** Names that no rule of any format forbids. */
const unknown: readonly { requirement: RequirementId; name: ParameterName; value: string }[] = [
  { requirement: 'ER-NF-DOMAIN', name: 'domain', value: 'conformance-no-such-domain' },
  { requirement: 'ER-NF-REPO', name: 'repository', value: 'conformance-no-such-repository' },
  { requirement: 'ER-NF-PKG', name: 'package', value: 'conformance-no-such-package' },
  { requirement: 'ER-NF-VER', name: 'version', value: '99.98.97' },
  { requirement: 'ER-NF-ASSET', name: 'asset', value: 'conformance-no-such-asset.bin' },
];

/** Errors that no ordinary request provokes. */
const provoked: readonly { requirement: RequirementId; type: ErrorType }[] = [
  { requirement: 'ER-CONFLICT', type: 'ConflictException' },
  { requirement: 'ER-INTERNALSERVER', type: 'InternalServerException' },
  { requirement: 'ER-THROTTLING', type: 'ThrottlingException' },
  { requirement: 'ER-ACCESSDENIED', type: 'AccessDeniedException' },
];

/** The valid request for an asset, changed as the scenario says. */
const inScenario = (asset: AssetUnderTest, { headers = {}, query = {} }: Scenario): AssetRequest =>
  requestFor(asset)
    .with(query)
    .headers(...Object.entries(headers));

const invalidAsset = { title: 'an invalid asset name', name: 'asset', value: 'a\u0007b' };
const invalidVersion = { title: 'an invalid version', name: 'version', value: 'a b' };
const invalidRevision = { title: 'an invalid revision', name: 'revision', value: 'a b' };
const invalidNamespace = { title: 'an invalid namespace', name: 'namespace', value: 'a b' };

/** What a server that validates each parameter only where it uses it looks up first. */
const invalidBesideUnknown = [
  { invalidly: invalidAsset, unknown: 'domain' },
  { invalidly: invalidAsset, unknown: 'repository' },
  { invalidly: invalidAsset, unknown: 'package' },
  { invalidly: invalidAsset, unknown: 'version' },
  { invalidly: invalidNamespace, unknown: 'repository' },
  { invalidly: invalidVersion, unknown: 'package' },
  { invalidly: invalidRevision, unknown: 'package' },
  { invalidly: invalidRevision, unknown: 'asset' },
] as const;

/** Names like any other, which servers take for nothing, for true and false, or for what each object has. */
const wordsOfLanguages = [
  ...['null', 'undefined', 'None', 'nil', 'NaN', 'false', 'true', '-1'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
] as const;

const genericSuffixes = ['.md5', '.sha1', '.sha256', '.sha512', '.asc', '.sig', '.gz', '?x', ';x', '#x'];

/** What repositories make up beside an asset for native clients is no asset of the package version. */
async function derivedNames(
  { fixtures, expect }: Attempt,
  asset: AssetUnderTest,
  suffixes: readonly string[],
): Promise<void> {
  for (const suffix of suffixes) {
    const name = `${asset.fixture.name}${suffix}`;
    if (!fixtures.holds({ ...asset.values, asset: name }))
      await expect(requestFor(asset).with({ asset: name })).toBeNotFound('asset');
  }
}

/** Any response that is no error of the server. */
const noServerError: Expectation = { kind: 'answered', statuses: [[200, 499]] };

/** The same, or that it is not implemented: HTTP's own word for a method that the server does not have. */
const noFailure: Expectation = { kind: 'answered', statuses: [[200, 499], notImplemented] };

/** Requests that no document describes, and that servers receive all the same. */
const beyondTheOperation: readonly { title: string; plans: readonly Partial<RequestPlan>[] }[] = [
  {
    title: 'methods that the operation does not have',
    plans: ['HEAD', 'OPTIONS', 'PROPFIND', 'REPORT'].map((method) => ({ method })),
  },
  {
    title: 'paths that no operation claims',
    plans: [
      '/',
      '/v1',
      '/v1/conformance/no-such-operation',
      '/v1/package/version',
      `${operation.path}/x`,
    ].map((path) => ({ path })),
  },
  {
    title: 'paths with dots, empty segments and broken escapes',
    plans: respeltPaths.map((path) => ({ path })),
  },
];

/** Requests that are wrong, or odd, in a way that parsers, databases and file systems stumble over. */
const malformedRequests: readonly {
  title: string;
  requests: (request: AssetRequest, values: ParameterValues) => AssetRequest[];
}[] = [
  {
    title: 'malformed escapes',
    requests: (request, values) =>
      ['%ZZ', '%', '%FF', '%ED%A0%80'].map((malformed) =>
        request.query(`${encodeQuery(pairsOf(without(values, 'asset')))}&asset=a${malformed}`),
      ),
  },
  {
    title: 'parameters given twice',
    requests: (request, values) =>
      (['asset', 'version', 'domain-owner'] as const).map((name) =>
        request.pairs([...pairsOf(values), [name, values[name] ?? '']]),
      ),
  },
  {
    title: 'keys that make a parameter a list or an object',
    requests: (request, values) =>
      ['asset[]', 'asset[key]', 'format[constructor]', '__proto__[asset]'].map((key) =>
        request.pairs([...pairsOf(values), [key, 'x']]),
      ),
  },
  {
    title: 'names with a NUL',
    requests: (request, values) =>
      (['namespace', 'package', 'version'] as const).map((name) =>
        request.with({ [name]: `${values[name]}\0x` }),
      ),
  },
  {
    title: 'names with a character beyond the Basic Multilingual Plane',
    requests: (request) =>
      (['namespace', 'package', 'version', 'asset'] as const).map((name) =>
        request.with({ [name]: 'conformance-\u{1F680}' }),
      ),
  },
  {
    title: 'dots for names',
    requests: (request) =>
      (['namespace', 'package', 'version', 'asset'] as const).flatMap((name) =>
        ['.', '..'].map((dots) => request.with({ [name]: dots })),
      ),
  },
  {
    title: 'ranges that cannot be served',
    requests: (request) =>
      ['bytes=99999999-', 'bytes=0-0,2-3', 'bytes=5-2', 'bytes=x'].map((range) =>
        request.headers(['range', range]),
      ),
  },
];

/** Errors: which request gets which, and what each looks like (rules on every response judge most of that). */
export const errors: readonly Check[] = [
  ...unknown.map(({ requirement, name, value }) =>
    check(requirement, `an unknown ${name}`, ({ fixtures, expect }) => {
      const refusal = notFound(name);
      return expect(requestFor(fixtures.usual()).with({ [name]: value })).toBe(
        name === 'domain' ? either(refusal, refused('AccessDeniedException')) : refusal,
      );
    }),
  ),
  // A proxy that compresses what a client accepts compresses errors, too.
  ...['gzip', 'deflate'].map((coding) =>
    check('ER-03', `an error, with Accept-Encoding: ${coding}`, ({ fixtures, expect }) =>
      expect(
        requestFor(fixtures.usual())
          .with({ asset: 'conformance-no-such-asset.bin' })
          .headers(['accept-encoding', coding]),
      ).toBe(anyResponse),
    ),
  ),
  ...packageFormats
    .filter((format) => format !== 'generic')
    .flatMap((format) =>
      unknown
        .filter(({ name }) => name === 'package' || name === 'version' || name === 'asset')
        .map(({ requirement, name, value }) =>
          check(
            requirement,
            `an unknown ${name} of the format ${format}`,
            ({ fixtures, expect }) =>
              expect(requestFor(fixtures.usual(format)).with({ [name]: value })).toBeNotFound(name),
            { needs: format },
          ),
        ),
    ),
  ...(
    [
      ['ER-NF-PKG', 'package'],
      ['ER-NF-VER', 'version'],
      ['ER-NF-ASSET', 'asset'],
    ] as const
  ).map(([requirement, name]) =>
    check(
      requirement,
      `words that mean something to a language, as ${name}`,
      async ({ fixtures, expect }) => {
        const request = requestFor(fixtures.usual());
        for (const word of wordsOfLanguages)
          if (!fixtures.holds({ ...fixtures.usual().values, [name]: word }))
            await expect(request.with({ [name]: word }).notListed(fixtures)).toBeNotFound(name);
      },
    ),
  ),
  check('ER-NF-ASSET', 'names derived from that of an asset', (attempt) =>
    derivedNames(attempt, attempt.fixtures.usual(), genericSuffixes),
  ),
  ...nativeFormats
    .filter((format) => nativeNames[format].suffixes.length > 0)
    .map((format) =>
      check(
        'ER-NF-ASSET',
        `names derived from that of a ${format} asset`,
        (attempt) => derivedNames(attempt, attempt.fixtures.usual(format), nativeNames[format].suffixes),
        { needs: format },
      ),
    ),
  ...provoked.map(({ requirement, type }) =>
    check(requirement, `${type} on demand`, ({ fixtures, scenario, expect }) =>
      expect(inScenario(fixtures.usual(), scenario(type))).toBeRefused(type),
    ),
  ),
  ...invalidBesideUnknown.map(({ invalidly, unknown: name }) =>
    check('ER-PREC-VAL', `${invalidly.title} and an unknown ${name}`, ({ fixtures, expect }) =>
      expect(
        requestFor(fixtures.usual()).with({
          [name]: 'conformance-unknown',
          [invalidly.name]: invalidly.value,
        }),
      ).toBeInvalid(),
    ),
  ),
  ...malformedRequests.map(({ title, requests }) =>
    check('ER-NO5XX', title, async ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      for (const request of requests(requestFor(asset).beyond(), asset.values))
        await expect(request).toBe(noServerError);
    }),
  ),
  ...beyondTheOperation.map(({ title, plans }) =>
    check('ER-NO5XX', title, async ({ fixtures, expect }) => {
      for (const plan of plans)
        await expect(requestFor(fixtures.usual()).sentAs(plan).beyond()).toBe(noFailure);
    }),
  ),
  check('ER-MSG', 'the wording of a refusal', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).with({ asset: 'conformance-no-such-asset.bin' })).toBeObserved(
      'wording',
    ),
  ),
  check('ER-PREC-ACC', 'an unknown resource without permission', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual())
        .with({ package: 'conformance-no-such-package' })
        .sentAs({ signing: 'none' }),
    ).toBeObserved('403 or 404'),
  ),
  ...(['pypi', 'nuget', 'ruby', 'cargo'] as const).map((format) =>
    check(
      'ER-NO5XX',
      `a ${format} asset with a namespace`,
      ({ fixtures, expect }) =>
        expect(requestFor(fixtures.usual(format)).with({ namespace: 'conformance-other-namespace' })).toBe({
          kind: 'answered',
          statuses: [[200, 200], clientError],
        }),
      { needs: format },
    ),
  ),
  ...(['pypi', 'nuget', 'ruby', 'cargo'] as const).map((format) =>
    check(
      'ER-NO5XX',
      `a ${format} asset with an empty namespace`,
      ({ fixtures, expect }) => {
        const asset = fixtures.usual(format);
        return expect(requestFor(asset).with({ namespace: '' })).toBe(
          either(served(asset), notTheAsset(asset, clientError)),
        );
      },
      { needs: format },
    ),
  ),
  check('ER-NO5XX', 'a body that the operation does not have', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(
      requestFor(asset)
        .headers(['content-type', 'application/json'])
        .sentAs({ body: '{"asset":"other"}' })
        .beyond(),
    ).toBe(either(served(asset), notTheAsset(asset, clientError)));
  }),
  property(
    'ER-PREC-MULTI',
    'two parameters invalid at once',
    faultyCases((asset) => twoFaults(asset.values)),
  ),
  ...malformedSignings.map(({ title, signing }) =>
    signedCheck(
      'ER-NO5XX',
      title,
      ({ fixtures, expect }) =>
        expect(requestFor(fixtures.usual()).sentAs({ signing }).beyond()).toBe(noServerError),
      { needs: 'auth' },
    ),
  ),
  ...combinationChecks('errors'),
];
