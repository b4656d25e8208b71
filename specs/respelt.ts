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
        const request = requestFor(asset)
          .with({ [name]: value })
          .notListed(fixtures);
        await expect(request.as(`${name} ${howRespelt(asset.values[name] ?? '', value)}`)).toBe(
          notTheAsset(asset, clientError),
        );
      }
      break;
    }
}

/** Letters and digits that belong to a name rather than to the way it is written. */
const masked = (text: string): string => text.replaceAll(/[A-Za-z0-9]+/g, 'x');
const withoutSeparators = (text: string): string => text.replaceAll(/[-_.]/g, '');

/**
 * How a name was written differently, in words that do not depend on the name: `“v” added at the start`, `in upper case`,
 * `“.x” removed at the end`.
 */
export function howRespelt(name: string, other: string): string {
  if (name.toLowerCase() === other.toLowerCase())
    return other === name.toUpperCase()
      ? 'in upper case'
      : other === name.toLowerCase()
        ? 'in lower case'
        : 'in mixed case';
  const separators = [...new Set(other.match(/[-_.]+/g) ?? [])];
  if (withoutSeparators(name) === withoutSeparators(other) && /[-_.]/.test(name))
    return separators.length === 0 ? 'without separators' : `with ${separators.join(' and ')} as separators`;
  const start = commonStart(name, other);
  const end = commonStart(reversed(name.slice(start)), reversed(other.slice(start)));
  const removed = name.slice(start, name.length - end);
  const added = other.slice(start, other.length - end);
  const place = start === 0 ? 'at the start' : end === 0 ? 'at the end' : 'inside';
  if (removed === '') return `“${clip(added)}” added ${place}`;
  if (added === '') return `“${removed === '0' ? '0' : masked(removed)}” removed ${place}`;
  return `“${masked(removed)}” replaced by “${masked(added)}” ${place}`;
}

/** Long additions hold names of the fixtures. */
const clip = (added: string): string => (added.length <= 12 ? added : masked(added));
const reversed = (text: string): string => [...text].reverse().join('');

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}
