import { createHash } from 'node:crypto';
import { memoryAsset } from '../../fixtures/index.js';
import { wrap } from '../defects/wrap.js';
import type { Found, RequestedAsset } from '../find.js';
import { isRefusal } from '../refusal.js';
import type { Store, StoredVersion } from '../store.js';
import type { Variant } from './variant.js';

/** What a target holds besides the package versions of its fixtures. */
export const holdingVariants: readonly Variant[] = [
  {
    id: 'unlisted-names-held',
    summary: 'holds packages, versions and assets that its fixtures do not list, with names near to theirs',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      return isRefusal(outcome) ? (unlisted(wanted, store) ?? outcome) : outcome;
    }),
  },
  {
    id: 'domain-of-another-account-held',
    summary: 'holds a domain of the same name in another account, with an asset of its own',
    change: wrap('find', (find) => (wanted, store, match, admit) => {
      const outcome = find(wanted, store, match, admit);
      if (!isRefusal(outcome) || wanted.domainOwner !== '999999999999') return outcome;
      const own = find(wanted, store, { ...match, owner: () => true }, admit);
      return own.kind === 'found' ? withOwnBytes(wanted, own.version) : outcome;
    }),
  },
];

/** Names of which one begins with the other, or is the other in another case: `1.0` and `1.0.0`, `a.txt` and `A.TXT`. */
function isNear(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return (
    one !== other &&
    /^[\w.-]+$/.test(`${one}${other}`) &&
    (a.startsWith(b) || b.startsWith(a)) &&
    Math.abs(a.length - b.length) <= 3
  );
}

/** An asset of the requested names, if they differ from those of a held one in one name that is near to its own. */
function unlisted(wanted: RequestedAsset, { versions }: Store): Found | undefined {
  for (const held of versions) {
    if (!isOfSamePlace(wanted, held) || held.status !== 'Published') continue;
    const asset = held.assets.find(({ name }) => isUnlistedBeside(wanted, held, name));
    if (asset) return withOwnBytes(wanted, { ...held, package: wanted.package, version: wanted.version });
  }
  return undefined;
}

/** An asset of the requested name whose bytes are in no fixture. */
function withOwnBytes(wanted: RequestedAsset, version: StoredVersion): Found {
  const bytes = Buffer.from(`Unlisted: ${JSON.stringify(wanted)}\n`);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { kind: 'found', version, asset: { name: wanted.asset, source: memoryAsset(bytes, hash) } };
}

const isOfSamePlace = (wanted: RequestedAsset, held: StoredVersion): boolean =>
  (['domain', 'domainOwner', 'repository', 'format', 'namespace'] as const).every(
    (name) => wanted[name] === held[name],
  ) &&
  (wanted.revision === undefined || wanted.revision === held.revision);

function isUnlistedBeside(wanted: RequestedAsset, held: StoredVersion, asset: string): boolean {
  const names: readonly (readonly [wanted: string, held: string])[] = [
    [wanted.package, held.package],
    [wanted.version, held.version],
    [wanted.asset, asset],
  ];
  // `a.txt.sha256` beside `a.txt` is what repositories make up (ER-NF-ASSET).
  if (wanted.asset.startsWith(`${asset}.`)) return false;
  const others = names.filter(([one, other]) => one !== other);
  return others.length === 1 && others.every(([one, other]) => isNear(one, other));
}
