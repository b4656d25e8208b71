const LONGEST = 60;

/**
 * A name as part of a file name and an address: lower-case ASCII letters, digits, dots and hyphens, never empty, never
 * one that a file system treats in its own way.
 */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .slice(0, LONGEST)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/.test(plain)
    ? `implementation-${plain}`.replace(/-$/, '')
    : plain;
}

/** Slugs in the same order; a name that would get the slug of an earlier one gets a number. */
export function uniqueSlugs(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const slug = slugOf(name);
    let free = slug;
    for (let number = 2; taken.has(free); number += 1) free = `${slug}-${number}`;
    taken.add(free);
    return free;
  });
}
