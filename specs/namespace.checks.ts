import {
  type Check,
  check,
  clientError,
  get,
  type HeldAsset,
  invalid,
  notFound,
  notTheAsset,
  observed,
  served,
  without,
} from '../engine/index.js';
import type { PackageFormat, Profile, RequirementId } from '../schemas/index.js';
import { constraintChecks } from './parameter-constraints.js';

const otherNamespace = 'conformance-other-namespace';

const ofFormat =
  (format: PackageFormat) =>
  (each: HeldAsset): boolean =>
    each.version.format === format && each.asset.size > 0;

/** Formats whose packages cannot be addressed without a namespace (reference page, namespace). */
const demanding: readonly { format: PackageFormat; must: RequirementId; should: RequirementId }[] = [
  { format: 'generic', must: 'NSP-REQ-GENERIC', should: 'NSP-REQ-GENERIC-400' },
  { format: 'maven', must: 'NSP-REQ-MAVEN', should: 'NSP-REQ-MAVEN-400' },
  { format: 'swift', must: 'NSP-REQ-SWIFT', should: 'NSP-REQ-SWIFT-400' },
];

/** How the tools of a format write a package together with its namespace. */
const joined: readonly { format: PackageFormat; requirement: RequirementId; separator: string }[] = [
  { format: 'maven', requirement: 'NSP-REQ-MAVEN', separator: ':' },
  { format: 'swift', requirement: 'NSP-REQ-SWIFT', separator: '.' },
];

/** What the namespace of a format is: shown by the right one served and another one not found. */
const named: readonly { format: PackageFormat; requirement: RequirementId }[] = [
  { format: 'generic', requirement: 'NSP-GENERIC' },
  { format: 'maven', requirement: 'NSP-MAVEN' },
  { format: 'swift', requirement: 'NSP-SWIFT' },
];

/** Formats whose packages have no namespace. */
const nameless: readonly { format: PackageFormat; profile: Profile; requirement: RequirementId }[] = [
  { format: 'pypi', profile: 'pypi', requirement: 'NSP-NONE-PYPI' },
  { format: 'nuget', profile: 'nuget', requirement: 'NSP-NONE-NUGET' },
  { format: 'ruby', profile: 'ruby', requirement: 'NSP-NONE-RUBY' },
  { format: 'cargo', profile: 'cargo', requirement: 'NSP-NONE-CARGO' },
];

/** The namespace: demanded, meant and absent, format by format. */
export const namespace: readonly Check[] = [
  ...demanding.flatMap(({ format, must, should }) => [
    check(must, `a ${format} asset without namespace`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual(format);
      await control(asset);
      await send(get(without(asset.values, 'namespace')), notTheAsset(asset, clientError));
    }),
    check(should, `a ${format} asset without namespace`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual(format);
      await control(asset);
      await send(get(without(asset.values, 'namespace')), invalid);
    }),
  ]),
  ...joined.map(({ format, requirement, separator }) =>
    check(
      requirement,
      `a ${format} asset whose package is written with its namespace`,
      async ({ fixtures, control, send }) => {
        const asset = fixtures.usual(format);
        await control(asset);
        const name = `${asset.values.namespace}${separator}${asset.values.package}`;
        await send(
          get({ ...without(asset.values, 'namespace'), package: name }),
          notTheAsset(asset, clientError),
        );
      },
    ),
  ),
  ...named.map(({ format, requirement }) =>
    check(
      requirement,
      `a ${format} asset under its own namespace and another`,
      async ({ fixtures, control, send }) => {
        const asset = fixtures.usual(format);
        await control(asset);
        await send(get(asset.values), served(asset));
        const [firstPart = '', ...more] = (asset.version.namespace ?? '').split('.');
        // A dot may be against the rules of a format that has none in its namespaces.
        const dotted = more.length > 0 ? [`${firstPart}.conformance-other`, firstPart] : [];
        for (const other of [otherNamespace, ...dotted])
          if (!fixtures.holds({ ...asset.values, namespace: other }))
            await send(get({ ...asset.values, namespace: other }), notFound('namespace'));
      },
    ),
  ),
  check('NSP-GENERIC', 'one name in two namespaces', async ({ fixtures, downloadAll }) => {
    await downloadAll(fixtures.twins('namespace', 'generic').flat());
  }),
  check('NSP-NPM', 'a scoped package under its scope and another', async ({ fixtures, control, send }) => {
    const asset = fixtures.find(
      'scoped npm package',
      (each) => ofFormat('npm')(each) && each.version.namespace !== undefined,
    );
    await control(asset);
    await send(get(asset.values), served(asset));
    await send(get({ ...asset.values, namespace: otherNamespace }), notFound('namespace'));
  }),
  check('NSP-NPM', 'a package without a scope', async ({ fixtures, control, send }) => {
    const asset = fixtures.find(
      'npm package without a scope',
      (each) => ofFormat('npm')(each) && each.version.namespace === undefined,
    );
    await control(asset);
    await send(get(asset.values), served(asset));
    await send(get({ ...asset.values, namespace: otherNamespace }), notFound('namespace'));
  }),
  check('NSP-NPM', 'a scoped package without its scope', async ({ fixtures, control, send }) => {
    const scoped = fixtures.where(
      'scoped npm package',
      (each) => ofFormat('npm')(each) && each.version.namespace !== undefined,
    );
    for (const asset of scoped.slice(0, 4)) {
      await control(asset);
      const values = without(asset.values, 'namespace');
      const unscoped = fixtures.at(values);
      await send(get(values), unscoped ? served(unscoped) : notTheAsset(asset, clientError));
    }
  }),
  check('NSP-NPM-AT', 'a scope with its @', async ({ fixtures, control, send }) => {
    const asset = fixtures.find(
      'scoped npm package',
      (each) => ofFormat('npm')(each) && each.version.namespace !== undefined,
    );
    await control(asset);
    await send(
      get({ ...asset.values, namespace: `@${asset.values.namespace}` }),
      notTheAsset(asset, clientError),
    );
  }),
  ...nameless.map(({ format, requirement }) =>
    check(requirement, `a ${format} asset without namespace`, async ({ fixtures, send }) => {
      const asset = fixtures.usual(format);
      await send(get(asset.values), served(asset));
    }),
  ),
  check('NSP-EXTRA', 'a namespace for a Python package', async ({ fixtures, send }) => {
    const asset = fixtures.usual('pypi');
    await send(
      get({ ...asset.values, namespace: otherNamespace }),
      observed('ignored, refused or not found'),
      { size: asset.asset.size },
    );
  }),
  ...constraintChecks('namespace'),
];
