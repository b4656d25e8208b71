import { defaultFixtures, type LoadedFixtures } from '../fixtures/index.js';
import { mebibyte, scaleFixture } from './generated-asset.js';

/** The default set, and beside it an asset of 100 MiB for the profile `scale`, which is made as it is sent. */
export function embeddedFixtures(): LoadedFixtures {
  const fixtures = defaultFixtures();
  const [usual] = fixtures.set.packageVersions;
  if (!usual) throw new Error('the default set is empty');
  const { revision: _, assets: _assets, ...coordinates } = usual;
  const large = scaleFixture({ ...coordinates, package: 'large' }, 100 * mebibyte);
  return { ...fixtures, set: { ...fixtures.set, packageVersions: [...fixtures.set.packageVersions, large] } };
}
