import {
  type AssetUnderTest,
  type Check,
  check,
  clientError,
  notTheAsset,
  requestFor,
  served,
  without,
} from '../engine/index.js';
import type { PackageFormat, Profile, RequirementId } from '../schemas/index.js';
import { constraintChecks } from './parameter-constraints.js';
import { servesEach } from './serves-each.js';

const otherNamespace = 'conformance-other-namespace';

const ofFormat =
  (format: PackageFormat) =>
  (each: AssetUnderTest): boolean =>
    each.version.format === format && each.fixture.size > 0;

const scoped = (each: AssetUnderTest): boolean =>
  ofFormat('npm')(each) && each.version.namespace !== undefined;
const unscoped = (each: AssetUnderTest): boolean =>
  ofFormat('npm')(each) && each.version.namespace === undefined;

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

/** The namespace: required, meant and absent, format by format. */
export const namespace: readonly Check[] = [
  ...demanding.flatMap(({ format, must, should }) => [
    check(must, `a ${format} asset without namespace`, ({ fixtures, expect }) => {
      const asset = fixtures.usual(format);
      return expect(requestFor(asset).without('namespace')).toBe(notTheAsset(asset, clientError));
    }),
    check(should, `a ${format} asset without namespace`, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual(format)).without('namespace')).toBeInvalid(),
    ),
  ]),
  ...joined.map(({ format, requirement, separator }) =>
    check(
      requirement,
      `a ${format} asset whose package is written with its namespace`,
      ({ fixtures, expect }) => {
        const asset = fixtures.usual(format);
        const name = `${asset.values.namespace}${separator}${asset.values.package}`;
        return expect(requestFor(asset).without('namespace').with({ package: name })).toBe(
          notTheAsset(asset, clientError),
        );
      },
    ),
  ),
  ...named.map(({ format, requirement }) =>
    check(
      requirement,
      `a ${format} asset under its own namespace and another`,
      async ({ fixtures, expect }) => {
        const asset = fixtures.usual(format);
        const [firstPart = '', ...more] = (asset.version.namespace ?? '').split('.');
        // A dot may be against the rules of a format that has none in its namespaces.
        const dotted = more.length > 0 ? [`${firstPart}.conformance-other`, firstPart] : [];
        // The control shows that it is served under its own.
        for (const other of [otherNamespace, ...dotted])
          if (!fixtures.holds({ ...asset.values, namespace: other }))
            await expect(requestFor(asset).with({ namespace: other }).notListed(fixtures)).toBeNotFound(
              'namespace',
            );
      },
    ),
  ),
  servesEach('NSP-GENERIC', 'one name in two namespaces', (fixtures) =>
    fixtures.twins('namespace', 'generic').flat(),
  ),
  check('NSP-NPM', 'a scoped package under its scope and another', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.find('scoped npm package', scoped)).with({ namespace: otherNamespace }),
    ).toBeNotFound('namespace'),
  ),
  check('NSP-NPM', 'a package without a scope', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.find('npm package without a scope', unscoped)).with({ namespace: otherNamespace }),
    ).toBeNotFound('namespace'),
  ),
  check('NSP-NPM', 'a scoped package without its scope', async ({ fixtures, expect }) => {
    for (const asset of fixtures.where('scoped npm package', scoped).slice(0, 4)) {
      const namesake = fixtures.at(without(asset.values, 'namespace'));
      await expect(requestFor(asset).without('namespace').notListed(fixtures)).toBe(
        namesake ? served(namesake) : notTheAsset(asset, clientError),
      );
    }
  }),
  check('NSP-NPM-AT', 'a scope with its @', ({ fixtures, expect }) => {
    const asset = fixtures.find('scoped npm package', scoped);
    return expect(requestFor(asset).with({ namespace: `@${asset.values.namespace}` })).toBe(
      notTheAsset(asset, clientError),
    );
  }),
  ...nameless.map(({ format, requirement }) =>
    check(requirement, `a ${format} asset without namespace`, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual(format))).toServe(),
    ),
  ),
  check('NSP-EXTRA', 'a namespace for a Python package', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual('pypi')).with({ namespace: otherNamespace })).toBeObserved(
      'ignored, refused or not found',
    ),
  ),
  ...constraintChecks('namespace'),
];
