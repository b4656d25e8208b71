import type * as fc from 'fast-check';
import {
  type AssetUnderTest,
  type Check,
  either,
  type FixtureView,
  notFound,
  type PropertyCase,
  property,
  refused,
  requestFor,
  served,
} from '../engine/index.js';
import { encodeQuery, pairsOf, unknownCoordinates, validRequest } from '../generators/index.js';
import type { Expectation } from '../judge/index.js';
import {
  type ChapterId,
  type PackageFormat,
  type ParameterName,
  packageFormats,
  type RequirementId,
  requirement,
} from '../schemas/index.js';

const requirementOf: Readonly<Record<PackageFormat, RequirementId>> = {
  npm: 'FMT-NPM',
  pypi: 'FMT-PYPI',
  maven: 'FMT-MAVEN',
  nuget: 'FMT-NUGET',
  generic: 'OP-01',
  ruby: 'FMT-RUBY',
  swift: 'FMT-SWIFT',
  cargo: 'FMT-CARGO',
};

/** Large assets have checks of their own; here they would only slow the run down. */
const largest = 128 * 1024;

const ofFormat = (fixtures: FixtureView, format: PackageFormat): readonly AssetUnderTest[] =>
  fixtures.where(
    `${format} asset`,
    ({ version, fixture: asset }) => version.format === format && asset.size <= largest,
  );

/** Valid requests for what is held: any order, any spelling of the escapes, optional parameters or not. */
function validCombinations(format: PackageFormat) {
  return (fixtures: FixtureView): fc.Arbitrary<PropertyCase> => {
    const assets = ofFormat(fixtures, format).map((asset) => ({
      ...asset,
      optional: ['domain-owner'] as const,
    }));
    return validRequest(assets).map(({ asset, values, order, spelling }) => ({
      request: requestFor(asset)
        .query(encodeQuery(pairsOf(values, order), spelling))
        .withoutControl(),
      expects: served(asset),
      summary: `${asset.version.package} ${asset.version.version} ${asset.fixture.name}, ${spelling}, in the order ${order.join(' ')}`,
    }));
  };
}

/** The requirement that a coordinate naming nothing is evidence for. */
const unknownLevels: readonly { requirement: RequirementId; coordinate: ParameterName }[] = [
  { requirement: 'ER-NF-DOMAIN', coordinate: 'domain' },
  { requirement: 'ER-NF-REPO', coordinate: 'repository' },
  { requirement: 'ER-NF-PKG', coordinate: 'package' },
  { requirement: 'ER-NF-VER', coordinate: 'version' },
  { requirement: 'ER-NF-ASSET', coordinate: 'asset' },
  { requirement: 'LKP-NSP', coordinate: 'namespace' },
  { requirement: 'LKP-OWN', coordinate: 'domain-owner' },
];

const mayBeForbidden: ReadonlySet<ParameterName> = new Set(['domain', 'domain-owner']);

const refusalOf = (coordinate: ParameterName): Expectation =>
  mayBeForbidden.has(coordinate)
    ? either(notFound(coordinate), refused('AccessDeniedException'))
    : notFound(coordinate);

const combinations: readonly Check[] = [
  ...packageFormats.map((format) =>
    property(requirementOf[format], `${format}: valid combinations`, validCombinations(format)),
  ),
  ...unknownLevels.map(({ requirement, coordinate }) =>
    property(requirement, `generated names: unknown ${coordinate}`, (fixtures) => {
      const assets = ofFormat(fixtures, 'generic');
      return unknownCoordinates(assets, [coordinate])
        .filter(({ values }) => !fixtures.holds(values))
        .map(({ asset, values, replaced }) => ({
          request: requestFor(asset).with(values),
          expects: refusalOf(replaced),
          summary: `${replaced}: ${JSON.stringify(values[replaced])}`,
        }));
    }),
  ),
];

/**
 * Valid combinations of parameters, generated: what is held is served, what is not is not found. Those that assess
 * requirements of this chapter.
 */
export function combinationChecks(chapter: ChapterId): readonly Check[] {
  return combinations.filter((each) => requirement(each.requirement).chapter === chapter);
}
