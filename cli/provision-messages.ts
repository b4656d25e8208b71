import type { CleanedUp, Provisioned, Shortcoming } from '../targets/fixtures/provision/index.js';

const headings: Readonly<Record<Shortcoming['kind'], string>> = {
  failed: 'Failed',
  conflict: 'Conflict: different content exists',
  refused: 'Skipped: not supported by the target',
};
/** Lines of each list. */
const maxLines = 20;

/** What a target holds now, and what it does not and why. */
export function describeProvisioned(held: Provisioned): string {
  const { packageVersions, published, found, throttled } = held;
  const slowed = throttled === 0 ? '' : `; throttled ${throttled} times`;
  const kinds = Object.keys(headings) as Shortcoming['kind'][];
  return [
    `${packageVersions.length} package versions exist: ${published} assets published, ${found} existed already${slowed}\n`,
    ...kinds.map((kind) =>
      describeShortcomings(
        headings[kind],
        held.shortcomings.filter((each) => each.kind === kind),
      ),
    ),
  ].join('');
}

function describeShortcomings(heading: string, all: readonly Shortcoming[]): string {
  if (all.length === 0) return '';
  const lines = all.slice(0, maxLines).map(({ about, reason }) => `  ${shortened(about)}\n      ${reason}\n`);
  const rest = all.length > maxLines ? `  … and ${all.length - maxLines} more\n` : '';
  return `\n${heading} (${all.length})\n${lines.join('')}${rest}`;
}

/** What was deleted, and what was kept and why. */
export function describeCleanedUp({ versions, repositories, domains, kept }: CleanedUp): string {
  return [
    `Deleted ${versions} package versions, ${repositories} repositories and ${domains} domains\n`,
    ...kept.map(({ about, reason }) => `Kept: ${shortened(about)}\n      ${reason}\n`),
  ].join('');
}

const shortened = (name: string): string => (name.length > 100 ? `${name.slice(0, 100)}…` : name);
