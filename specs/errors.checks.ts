import {
  type Attempt,
  type Check,
  check,
  clientError,
  either,
  get,
  getPairs,
  getRaw,
  type HeldAsset,
  invalid,
  notFound,
  notTheAsset,
  observed,
  property,
  refused,
  type Scenario,
  served,
  without,
} from '../engine/index.js';
import { encodeQuery, pairsOf, twoFaults } from '../generators/index.js';
import type { RequestPlan } from '../judge/index.js';
import {
  type ErrorType,
  type ParameterName,
  type ParameterValues,
  packageFormats,
  type RequirementId,
} from '../schemas/index.js';
import { malformedSignings } from './authentication.malformed.js';
import { combinationChecks } from './combinations.js';
import { nativeFormats, nativeNames } from './errors.native-names.js';
import { faultyCases } from './parameter-constraints.js';
import { signed } from './signed.js';

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
export function inScenario(asset: HeldAsset, { headers = {}, query = {} }: Scenario): RequestPlan {
  return get({ ...asset.values, ...query }, Object.entries(headers));
}

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

const genericSuffixes = ['.md5', '.sha1', '.sha256', '.sha512', '.asc', '.sig', '.gz', '?x', ';x', '#x'];

/** What repositories make up beside an asset for native clients is no asset of the package version. */
async function derivedNames(
  { fixtures, control, send }: Attempt,
  asset: HeldAsset,
  suffixes: readonly string[],
): Promise<void> {
  await control(asset);
  for (const suffix of suffixes) {
    const values = { ...asset.values, asset: `${asset.asset.name}${suffix}` };
    if (!fixtures.holds(values)) await send(get(values), notFound('asset'));
  }
}

/** Requests that are wrong, or odd, in a way that parsers, databases and file systems stumble over. */
const stumblingBlocks: readonly { title: string; plans: (values: ParameterValues) => RequestPlan[] }[] = [
  {
    title: 'malformed escapes',
    plans: (values) =>
      ['%ZZ', '%', '%FF', '%ED%A0%80'].map((malformed) =>
        getRaw(`${encodeQuery(pairsOf(without(values, 'asset')))}&asset=a${malformed}`),
      ),
  },
  {
    title: 'parameters given twice',
    plans: (values) =>
      (['asset', 'version', 'domain-owner'] as const).map((name) =>
        getPairs([...pairsOf(values), [name, values[name] ?? '']]),
      ),
  },
  {
    title: 'keys that make a parameter a list or an object',
    plans: (values) =>
      ['asset[]', 'asset[key]', 'format[constructor]', '__proto__[asset]'].map((key) =>
        getPairs([...pairsOf(values), [key, 'x']]),
      ),
  },
  {
    title: 'names with a NUL',
    plans: (values) =>
      (['namespace', 'package', 'version'] as const).map((name) =>
        get({ ...values, [name]: `${values[name]}\0x` }),
      ),
  },
  {
    title: 'names with a character beyond the Basic Multilingual Plane',
    plans: (values) =>
      (['namespace', 'package', 'version', 'asset'] as const).map((name) =>
        get({ ...values, [name]: 'conformance-\u{1F680}' }),
      ),
  },
  {
    title: 'dots for names',
    plans: (values) =>
      (['namespace', 'package', 'version', 'asset'] as const).flatMap((name) =>
        ['.', '..'].map((dots) => get({ ...values, [name]: dots })),
      ),
  },
  {
    title: 'ranges that cannot be served',
    plans: (values) =>
      ['bytes=99999999-', 'bytes=0-0,2-3', 'bytes=5-2', 'bytes=x'].map((range) =>
        get(values, [['range', range]]),
      ),
  },
];

/** Errors: which request gets which, and how each looks (how they look is mostly held to every answer, by rules). */
export const errors: readonly Check[] = [
  ...unknown.map(({ requirement, name, value }) =>
    check(requirement, `an unknown ${name}`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const refusal = notFound(name);
      await send(
        get({ ...asset.values, [name]: value }),
        name === 'domain' ? either(refusal, refused('AccessDeniedException')) : refusal,
      );
    }),
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
            async ({ fixtures, control, send }) => {
              const asset = fixtures.usual(format);
              await control(asset);
              await send(get({ ...asset.values, [name]: value }), notFound(name));
            },
            { needs: format },
          ),
        ),
    ),
  check('ER-NF-ASSET', 'names derived from that of an asset', async (attempt) =>
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
    check(requirement, `${type} on demand`, async ({ fixtures, control, scenario, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(inScenario(asset, scenario(type)), refused(type));
    }),
  ),
  ...invalidBesideUnknown.map(({ invalidly, unknown: name }) =>
    check('ER-PREC-VAL', `${invalidly.title} and an unknown ${name}`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(
        get({ ...asset.values, [name]: 'conformance-unknown', [invalidly.name]: invalidly.value }),
        invalid,
      );
    }),
  ),
  ...stumblingBlocks.map(({ title, plans }) =>
    check('ER-NO5XX', title, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      for (const plan of plans(asset.values))
        await send(
          plan,
          { kind: 'answered', statuses: [[200, 499]] },
          { beyond: true, size: asset.asset.size },
        );
    }),
  ),
  check('ER-MSG', 'the wording of a refusal', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get({ ...asset.values, asset: 'conformance-no-such-asset.bin' }), observed('wording'));
  }),
  check('ER-PREC-ACC', 'an unknown resource without permission', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(
      { ...get({ ...asset.values, package: 'conformance-no-such-package' }), signing: 'none' },
      observed('403 or 404'),
    );
  }),
  ...(['pypi', 'nuget', 'ruby', 'cargo'] as const).map((format) =>
    check(
      'ER-NO5XX',
      `a ${format} asset with a namespace`,
      async ({ fixtures, control, send }) => {
        const asset = fixtures.usual(format);
        await control(asset);
        await send(
          get({ ...asset.values, namespace: 'conformance-other-namespace' }),
          { kind: 'answered', statuses: [[200, 200], clientError] },
          { size: asset.asset.size },
        );
      },
      { needs: format },
    ),
  ),
  check('ER-NO5XX', 'a body that the operation does not have', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const plan = { ...get(asset.values, [['content-type', 'application/json']]), body: '{"asset":"other"}' };
    await send(plan, either(served(asset), notTheAsset(asset, [400, 499])), { beyond: true });
  }),
  property(
    'ER-PREC-MULTI',
    'two parameters invalid at once',
    faultyCases((asset) => twoFaults(asset.values)),
  ),
  ...malformedSignings.map(({ title, signing }) =>
    check(
      'ER-NO5XX',
      title,
      async (attempt) => {
        signed(attempt);
        const asset = attempt.fixtures.usual();
        await attempt.control(asset);
        await attempt.send(
          { ...get(asset.values), signing },
          { kind: 'answered', statuses: [[200, 499]] },
          { beyond: true, size: asset.asset.size },
        );
      },
      { needs: 'auth' },
    ),
  ),
  ...combinationChecks('errors'),
];
