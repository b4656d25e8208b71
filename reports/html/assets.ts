import { existsSync, readFileSync } from 'node:fs';
import { type AssetName, bundleAsset } from './bundle-assets.js';

const cached = new Map<AssetName, string>();

/** The reports have one set of assets, the pages of the site another that contains it. */
export type AssetSet = 'report' | 'site';

/** The stylesheet of a page. */
export const stylesheet = (set: AssetSet): string => asset(`${set}.min.css`);

/** The script in the head of every page: what has to be done before it is drawn. */
export const headScript = (): string => asset('before-drawing.min.js');

/** The script of a page. Pages can be read without it. */
export const browserScript = (set: AssetSet): string => asset(`${set}.min.js`);

/** As built beside this file; from TypeScript sources, if nothing was built, as the sources are now. */
function asset(name: AssetName): string {
  const known = cached.get(name);
  if (known !== undefined) return known;
  const built = new URL(name, import.meta.url);
  const text = existsSync(built) ? readFileSync(built, 'utf8') : bundleAsset(name);
  cached.set(name, text);
  return text;
}
