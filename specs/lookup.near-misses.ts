const firstCode = (value: string): number => value.charCodeAt(0);

const escapedAsInJson = (value: string): string =>
  `\\u${firstCode(value).toString(16).padStart(4, '0')}${value.slice(1)}`;

const escapedAsInHtml = (value: string): string => `&#${firstCode(value)};${value.slice(1)}`;

/** Full width forms stand in the same order as ASCII (U+FF01). */
const inFullWidth = (value: string): string =>
  `${String.fromCharCode(firstCode(value) + 0xfee0)}${value.slice(1)}`;

/** Names that are not the asset's, though a careless comparison would find it by them. */
export const nearMisses: readonly {
  title: string;
  name: 'asset' | 'package' | 'version' | 'namespace' | 'repository' | 'domain';
  of: (value: string) => string;
  /** Its constraints leave open whether it is valid. */
  mayBeInvalid?: true;
}[] = [
  ...(['asset', 'package', 'version', 'namespace', 'repository'] as const).flatMap((name) => [
    { title: `${name} without its last letter`, name, of: (value: string) => value.slice(0, -1) },
    { title: `${name} without its first letter`, name, of: (value: string) => value.slice(1) },
    { title: `${name} with a letter more`, name, of: (value: string) => `${value}x` },
    { title: `${name} with a letter before`, name, of: (value: string) => `x${value}` },
  ]),
  ...(['asset', 'package', 'version', 'namespace'] as const).flatMap((name) => [
    { title: `${name} as *`, name, of: () => '*' },
    { title: `${name} as %`, name, of: () => '%' },
    { title: `${name} with ? for its first letter`, name, of: (value: string) => `?${value.slice(1)}` },
    { title: `${name} with . for its last letter`, name, of: (value: string) => `${value.slice(0, -1)}.` },
    { title: `${name} with _ for its first letter`, name, of: (value: string) => `_${value.slice(1)}` },
    { title: `${name} as the regular expression .+`, name, of: () => '.+' },
    { title: `${name} in quotes`, name, of: (value: string) => `"${value}"` },
    { title: `${name} as an SQL condition`, name, of: () => "'or'1'='1" },
  ]),
  // What parsers, shells and queries that a server passes names to would read as the name itself.
  ...(['asset', 'package', 'version'] as const).flatMap((name) => [
    { title: `${name} and another, with a comma`, name, of: (value: string) => `${value},x` },
    { title: `another ${name}, with a comma`, name, of: (value: string) => `x,${value}` },
    { title: `${name} or another, as a regular expression`, name, of: (value: string) => `x|${value}` },
    { title: `${name} in single quotes`, name, of: (value: string) => `'${value}'` },
    { title: `${name} with its first letter as an escape of JSON`, name, of: escapedAsInJson },
  ]),
  { title: 'asset with its first letter as an HTML entity', name: 'asset', of: escapedAsInHtml },
  { title: 'asset as a stream of a Windows file', name: 'asset', of: (value) => `${value}::$DATA` },
  { title: 'package with a version', name: 'package', of: (value) => `${value}@1.0.0` },
  {
    title: 'package with a soft hyphen',
    name: 'package',
    mayBeInvalid: true,
    of: (value) => `${value[0]}\u00ad${value.slice(1)}`,
  },
  { title: 'package with its first letter in full width', name: 'package', of: inFullWidth },
  { title: 'asset with its first letter in full width', name: 'asset', of: inFullWidth },
  // A domain that is not the caller's may be kept from them: what is unknown is ER-NF-DOMAIN's.
  { title: 'domain without its last letter', name: 'domain', of: (value) => value.slice(0, -1) },
  { title: 'domain with a letter more', name: 'domain', of: (value) => `${value}x` },
  { title: 'domain with a hyphen and a letter more', name: 'domain', of: (value) => `${value}-x` },
  ...(['package', 'version', 'namespace', 'repository'] as const).map((name) => ({
    title: `${name} with a trailing dot`,
    name,
    of: (value: string) => `${value}.`,
  })),
  { title: 'repository with a trailing hyphen', name: 'repository', of: (value) => `${value}-` },
  { title: 'asset with a trailing space', name: 'asset', of: (value) => `${value} ` },
  { title: 'asset with a leading space', name: 'asset', of: (value) => ` ${value}` },
  { title: 'asset with a leading ./', name: 'asset', of: (value) => `./${value}` },
  { title: 'asset with a leading .\\', name: 'asset', of: (value) => `.\\${value}` },
  { title: 'asset with a leading /', name: 'asset', of: (value) => `/${value}` },
  { title: 'asset by a path out and in again', name: 'asset', of: (value) => `x/../${value}` },
  { title: 'asset with a trailing dot', name: 'asset', of: (value) => `${value}.` },
  { title: 'asset with a trailing slash', name: 'asset', of: (value) => `${value}/` },
  {
    title: 'asset as its extension',
    name: 'asset',
    of: (value) => value.slice(value.lastIndexOf('.') + 1) || value,
  },
  {
    title: 'asset without its extension',
    name: 'asset',
    of: (value) => value.replace(/\.[^.]*$/, '') || value,
  },
  { title: 'namespace with a leading @', name: 'namespace', of: (value) => `@${value}` },
  { title: 'namespace with x for its first dot', name: 'namespace', of: (value) => value.replace('.', 'x') },
  { title: 'asset with x for its first dot', name: 'asset', of: (value) => value.replace('.', 'x') },
  { title: 'version with a leading v', name: 'version', of: (value) => `v${value}` },
  { title: 'version with a further .0', name: 'version', of: (value) => `${value}.0` },
  { title: 'version without its last number', name: 'version', of: (value) => value.replace(/\.[^.]*$/, '') },
  {
    title: 'version with x for its last number',
    name: 'version',
    of: (value) => value.replace(/[^.]*$/, 'x'),
  },
  { title: 'version as its first number', name: 'version', of: (value) => value.split('.')[0] ?? '' },
  { title: 'version with zeros added', name: 'version', of: (value) => `${value}00` },
  { title: 'version as a range', name: 'version', of: (value) => `^${value}` },
  { title: 'version as latest', name: 'version', of: () => 'latest' },
];

/** What file systems, object stores and web servers take for the name of another file, if it has a name like this. */
export const renamed: readonly {
  title: string;
  /** What `when` says, in words. */
  having: string;
  when: RegExp;
  of: (name: string) => string;
}[] = [
  {
    title: 'asset with plus signs for its spaces',
    having: 'has a space',
    when: / /,
    of: (name) => name.replaceAll(' ', '+'),
  },
  {
    title: 'asset with no-break spaces for its spaces',
    having: 'has a space',
    when: / /,
    of: (name) => name.replaceAll(' ', '\u00a0'),
  },
  {
    title: 'asset with doubled slashes',
    having: 'has a slash',
    when: /[^/]\/[^/]/,
    of: (name) => name.replaceAll('/', '//'),
  },
  {
    title: 'asset with backslashes for its slashes',
    having: 'has a slash',
    when: /\//,
    of: (name) => name.replaceAll('/', '\\'),
  },
  {
    title: 'asset with slashes for its backslashes',
    having: 'has a backslash',
    when: /\\/,
    of: (name) => name.replaceAll('\\', '/'),
  },
  {
    title: 'asset without .gz',
    having: 'ends with .gz',
    when: /.\.gz$/,
    of: (name) => name.replace(/\.gz$/, ''),
  },
];
