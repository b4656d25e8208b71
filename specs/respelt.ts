import { type AssetUnderTest, type Attempt, clientError, notTheAsset, requestFor } from '../engine/index.js';
import type { PackageFormat, ParameterName } from '../schemas/index.js';

/**
 * For each spelling, requests the first asset of a format that it changes, with one parameter in that spelling. The
 * asset must not be served; the rules of the format may refuse such a name as invalid.
 *
 * @param spellings each makes another value from an asset, or the same if it does not apply
 */
export async function refusesOtherSpellings(
  { fixtures, expect }: Attempt,
  format: PackageFormat,
  name: ParameterName,
  spellings: readonly ((asset: AssetUnderTest) => string)[],
): Promise<void> {
  const assets = fixtures.where(
    `${format} asset`,
    ({ version, fixture: asset }) => version.format === format && asset.size > 0,
  );
  const sent = new Set<string>();
  for (const of of spellings)
    for (const asset of assets) {
      const value = of(asset);
      const values = { ...asset.values, [name]: value };
      if (value === asset.values[name] || value === '' || fixtures.holds(values)) continue;
      if (!sent.has(value)) {
        sent.add(value);
        await expect(requestFor(asset).with({ [name]: value })).toBe(notTheAsset(asset, clientError));
      }
      break;
    }
}
