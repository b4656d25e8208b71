import type { PackageFormat, RequirementId } from '../../../schemas/index.js';
import { rows } from './by-format.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { all, bound, matching, refusing, seenAs, wrap } from './wrap.js';

const addressed = {
  npm: 'FMT-NPM',
  pypi: 'FMT-PYPI',
  maven: 'FMT-MAVEN',
  nuget: 'FMT-NUGET',
  generic: 'FMT-GENERIC',
  ruby: 'FMT-RUBY',
  swift: 'FMT-SWIFT',
  cargo: 'FMT-CARGO',
} as const satisfies Readonly<Record<PackageFormat, RequirementId>>;

/** The eight formats, and how names of each are compared. */
export const formatDefects: readonly Defect[] = [
  ...generalDefects('formats'),
  ...rows(addressed).map(([format, breaks]) => ({
    id: `format-${format}-unknown`,
    breaks,
    summary: `does not know the format ${format}`,
    change: refusing((input) => input.format === format, 'format is not one of the valid values.'),
  })),
  ...rows(addressed).map(([format, breaks]) => ({
    id: `format-${format}-confused`,
    breaks,
    summary: `finds ${format} packages under every format`,
    change: all(
      seenAs('namespace', (value) => value ?? 'n'),
      matching('format', (match) => (wanted, held) => held.format === format || match(wanted, held)),
    ),
  })),
  {
    id: 'package-npm-scoped-accepted',
    breaks: 'PKG-SCOPED',
    summary: 'accepts an npm package name joined with its scope',
    change: bound((input) => {
      const parts = input.format === 'npm' ? /^@([^/]+)\/([^/]+)$/.exec(input.package ?? '') : null;
      return parts?.[1] === undefined || parts[2] === undefined
        ? input
        : { ...input, namespace: parts[1], package: parts[2] };
    }),
  },
  {
    id: 'package-npm-scoped-not-found',
    breaks: 'PKG-SCOPED',
    summary: 'looks an npm package name joined with its scope up instead of refusing it',
    change: wrap(
      'validate',
      (validate) => (input) =>
        validate(
          input.format === 'npm' && input.package?.startsWith('@')
            ? { ...input, package: input.package.replace('/', '') }
            : input,
        ),
    ),
  },
  respelt('npm', 'NRM-NPM', 'package', 'without regard to case', (name) => name.toLowerCase()),
  respelt('maven', 'NRM-MAVEN', 'package', 'without regard to case', (name) => name.toLowerCase()),
  respelt('maven', 'NRM-MAVEN', 'namespace', 'without regard to case', (name) => name.toLowerCase()),
  respelt('ruby', 'NRM-RUBY', 'package', 'without regard to case', (name) => name.toLowerCase()),
  respelt('cargo', 'NRM-CARGO', 'package', 'with underscores for hyphens', (name) =>
    name.replaceAll('-', '_'),
  ),
  respelt('npm', 'NRM-NPM', 'namespace', 'without regard to case', (name) => name.toLowerCase()),
  ...(
    [
      ['npm', 'NRM-NPM', 'package'],
      ['maven', 'NRM-MAVEN', 'namespace'],
      ['ruby', 'NRM-RUBY', 'package'],
      ['cargo', 'NRM-CARGO', 'package'],
    ] as const
  ).map(([format, breaks, part]) => ({
    ...respelt(format, breaks, part, 'without separators', (name) => name.replaceAll(/[-_.]/g, '')),
    id: `${format}-${part}-separators-lost`,
  })),
  {
    ...respelt('cargo', 'NRM-CARGO', 'package', 'without regard to case', (name) => name.toLowerCase()),
    id: 'cargo-package-case-insensitive',
  },
  {
    id: 'nuget-name-not-normalised',
    breaks: 'NRM-NUGET-NAME',
    summary: 'finds a NuGet package by its lower-case name only',
    change: asGiven('nuget', 'package'),
  },
  {
    id: 'nuget-version-not-normalised',
    breaks: 'NRM-NUGET-VER',
    summary: 'finds a NuGet version by its normalised form only',
    change: asGiven('nuget', 'version'),
  },
  {
    id: 'nuget-version-leading-zeros-kept',
    breaks: 'NRM-NUGET-VER',
    summary: 'keeps leading zeros of a NuGet version',
    change: exceptFor('nuget', 'version', /(?:^|\.)0\d/),
  },
  {
    id: 'nuget-version-fourth-zero-kept',
    breaks: 'NRM-NUGET-VER',
    summary: 'keeps a fourth number of zero in a NuGet version',
    change: exceptFor('nuget', 'version', /^\d+\.\d+\.\d+\.0+\b/),
  },
  {
    id: 'nuget-version-metadata-kept',
    breaks: 'NRM-NUGET-VER',
    summary: 'keeps the build metadata of a NuGet version',
    change: exceptFor('nuget', 'version', /\+/),
  },
  {
    id: 'nuget-version-echoed',
    breaks: 'NRM-NUGET-STORED',
    summary: 'gives back a NuGet version as it was requested',
    change: wrap('serve', (serve) => (found, request) => {
      const asked = new URLSearchParams(request.rawQuery.replaceAll('+', '%2B')).get('version');
      return serve(
        found.version.format === 'nuget' && asked !== null
          ? { ...found, version: { ...found.version, version: asked } }
          : found,
        request,
      );
    }),
  },
  {
    id: 'nuget-asset-case-insensitive',
    breaks: 'NRM-NUGET-ASSET',
    summary: 'finds a NuGet asset in any case',
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(wanted, held, version) ||
        (version.format === 'nuget' && wanted.asset.toLowerCase() === held.name.toLowerCase()),
    ),
  },
  {
    id: 'nuget-asset-version-normalised',
    breaks: 'NRM-NUGET-ASSET',
    summary: 'finds a NuGet asset by a name whose version is not normalised',
    change: matching(
      'asset',
      (match) => (wanted, held, version) =>
        match(wanted, held, version) ||
        (version.format === 'nuget' && wanted.asset.replace(/\.0(?=\.nupkg$)|\+x/, '') === held.name),
    ),
  },
  {
    id: 'swift-name-not-normalised',
    breaks: 'NRM-SWIFT',
    summary: 'finds a Swift package by its lower-case name only',
    change: asGiven('swift', 'package'),
  },
  {
    id: 'swift-scope-not-normalised',
    breaks: 'NRM-SWIFT',
    summary: 'finds a Swift scope by its lower-case name only',
    change: asGiven('swift', 'namespace'),
  },
  {
    id: 'swift-version-tag-taken',
    breaks: 'NRM-SWIFT-VER',
    summary: 'cuts the leading v of a tag from a Swift version',
    change: swiftVersion((version) => version.replace(/^v/, '')),
  },
  {
    id: 'swift-version-metadata-ignored',
    breaks: 'NRM-SWIFT-VER',
    summary: 'leaves build metadata out of a Swift version',
    change: swiftVersion((version) => version.replace(/\+.*$/, '')),
  },
  {
    id: 'swift-version-normalised',
    breaks: 'NRM-SWIFT-VER',
    summary: 'cuts leading zeros, a leading v and build metadata of a Swift version',
    change: swiftVersion((version) =>
      version
        .toLowerCase()
        .replace(/^v/, '')
        .replace(/\+.*$/, '')
        .replace(/(^|\.)0+(?=\d)/g, '$1')
        .replace(/^(\d+\.\d+\.\d+)\.0$/, '$1'),
    ),
  },
  {
    id: 'generic-name-case-insensitive',
    breaks: 'NRM-NONE',
    summary: 'finds a generic package in any case',
    change: matching('package', (match) => (wanted, held) => {
      const same = wanted.package.toLowerCase() === held.package.toLowerCase();
      return match(wanted, held) || (held.format === 'generic' && same);
    }),
  },
  {
    id: 'generic-namespace-separators-ignored',
    breaks: 'NRM-NONE',
    summary: 'treats hyphens and underscores of a generic namespace as the same',
    change: matching('namespace', (match) => (wanted, held) => {
      const plain = (name = '') => name.replaceAll('_', '-');
      return (
        match(wanted, held) ||
        (held.format === 'generic' && plain(wanted.namespace) === plain(held.namespace))
      );
    }),
  },
  {
    id: 'generic-name-without-accents',
    breaks: 'NRM-NONE',
    summary: 'compares generic package names without their accents, as a collation does',
    change: matching('package', (match) => (wanted, held) => {
      const plain = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '');
      return (
        match(wanted, held) || (held.format === 'generic' && plain(wanted.package) === plain(held.package))
      );
    }),
  },
  {
    id: 'generic-name-separators-normalised',
    breaks: 'NRM-NONE',
    summary: 'treats dots, hyphens and underscores of a generic package name as the same',
    change: matching('package', (match) => (wanted, held) => {
      const plain = (name: string) => name.replace(/[-_.]+/g, '-');
      return (
        match(wanted, held) || (held.format === 'generic' && plain(wanted.package) === plain(held.package))
      );
    }),
  },
  {
    id: 'format-ignored',
    breaks: 'FMT-GENERIC',
    summary: 'leaves the format out of the lookup',
    change: matching('format', () => () => true),
  },
];

function swiftVersion(read: (version: string) => string) {
  return wrap('address', (address) => (input, account) => {
    const wanted = address(input, account);
    return wanted.format === 'swift' ? { ...wanted, version: read(wanted.version) } : wanted;
  });
}

/** Compares a name of a format that keeps names as they are in a form of its own. */
function respelt(
  format: PackageFormat,
  breaks: 'NRM-NPM' | 'NRM-MAVEN' | 'NRM-RUBY' | 'NRM-CARGO',
  part: 'namespace' | 'package',
  words: string,
  form: (name: string) => string,
): Defect {
  return {
    id: `${format}-${part}-respelt`,
    breaks,
    summary: `compares the ${part} of ${format} packages ${words}`,
    change: matching(
      part,
      (match) => (wanted, held) =>
        match(wanted, held) ||
        (held.format === format && form(wanted[part] ?? '') === form(held[part] ?? '')),
    ),
  };
}

type Normalised = 'namespace' | 'package' | 'version';

function asGiven(format: PackageFormat, part: Normalised) {
  return exceptFor(format, part, /^/);
}

/** Leaves a value that looks like this as it was given. */
function exceptFor(format: PackageFormat, part: Normalised, pattern: RegExp) {
  return wrap('address', (address) => (input, account) => {
    const wanted = address(input, account);
    const given = input[part];
    return wanted.format === format && given !== undefined && pattern.test(given)
      ? { ...wanted, [part]: given }
      : wanted;
  });
}
