import {
  namespaceRules,
  type PackageFormat,
  packageFormats,
  type RequirementId,
} from '../../../schemas/index.js';
import { notFound } from '../refusal.js';
import type { Defect } from './defect.js';
import { both, bound, matching, refusing, seenAs, wrap } from './wrap.js';

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

const withoutNamespace = {
  pypi: 'NSP-NONE-PYPI',
  nuget: 'NSP-NONE-NUGET',
  ruby: 'NSP-NONE-RUBY',
  cargo: 'NSP-NONE-CARGO',
} as const satisfies { readonly [format in PackageFormat]?: RequirementId };

const withNamespace = {
  generic: 'NSP-GENERIC',
  maven: 'NSP-MAVEN',
  npm: 'NSP-NPM',
  swift: 'NSP-SWIFT',
} as const satisfies { readonly [format in PackageFormat]?: RequirementId };

const reportedMissing = {
  maven: 'NSP-REQ-MAVEN-400',
  swift: 'NSP-REQ-SWIFT-400',
  generic: 'NSP-REQ-GENERIC-400',
} as const satisfies { readonly [format in PackageFormat]?: RequirementId };

type Table = { readonly [format in PackageFormat]?: RequirementId };

function rows(table: Table): (readonly [format: PackageFormat, breaks: RequirementId])[] {
  return packageFormats.flatMap((format) => {
    const breaks = table[format];
    return breaks === undefined ? [] : [[format, breaks] as const];
  });
}

/** The enum of formats, and what the namespace means for each. */
export const formatDefects: readonly Defect[] = [
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
    change: both(
      seenAs('namespace', (value) => value ?? 'n'),
      matching('format', (match) => (wanted, held) => held.format === format || match(wanted, held)),
    ),
  })),
  {
    id: 'format-unlisted-value-accepted',
    breaks: 'FMT-ENUM',
    summary: 'lets any word through as a format',
    change: seenAs('format', (value) => (/^[a-z-]+$/.test(value ?? '') ? 'npm' : value)),
  },
  {
    id: 'format-trimmed',
    breaks: 'FMT-ENUM',
    summary: 'cuts white space around the format',
    change: bound((input) =>
      input.format === undefined ? input : { ...input, format: input.format.trim() },
    ),
  },
  {
    id: 'format-unknown-not-found',
    breaks: 'FMT-ENUM',
    summary: 'answers an unlisted format with 404 instead of 400',
    change: seenAs('format', (value) =>
      value === '' || isFormat(value?.toLowerCase()) ? value : value && 'npm',
    ),
  },
  {
    id: 'format-case-insensitive',
    breaks: 'FMT-CASE',
    summary: 'takes a format in any case',
    change: bound((input) =>
      input.format === undefined ? input : { ...input, format: input.format.toLowerCase() },
    ),
  },
  ...namespaceRules.map(({ format, requirement }) => ({
    id: `namespace-omitted-${format}-served`,
    breaks: requirement,
    summary: `finds a ${format} package in any namespace where none is given`,
    change: both(
      wrap(
        'validate',
        (validate) => (input) =>
          validate(input.format === format ? { ...input, namespace: input.namespace ?? 'n' } : input),
      ),
      matching(
        'namespace',
        (match) => (wanted, held) =>
          (wanted.format === format && wanted.namespace === undefined) || match(wanted, held),
      ),
    ),
  })),
  ...rows(reportedMissing).map(([format, breaks]) => ({
    id: `namespace-omitted-${format}-not-found`,
    breaks,
    summary: `answers a ${format} request without namespace with 404`,
    change: wrap(
      'validate',
      (validate) => (input) =>
        input.format === format && input.namespace === undefined
          ? (validate({ ...input, namespace: 'n' }) ??
            notFound('package', input.package ?? '', 'Package not found.'))
          : validate(input),
    ),
  })),
  ...rows(withoutNamespace).map(([format, breaks]) => ({
    id: `namespace-demanded-${format}`,
    breaks,
    summary: `demands a namespace for ${format}`,
    change: refusing(
      (input) => input.format === format && input.namespace === undefined,
      'namespace is required.',
    ),
  })),
  ...rows(withNamespace).map(([format, breaks]) => ({
    id: `namespace-ignored-${format}`,
    breaks,
    summary: `leaves the namespace of ${format} packages out of the look-up`,
    change: matching('namespace', (match) => (wanted, held) => held.format === format || match(wanted, held)),
  })),
  {
    id: 'namespace-maven-path',
    breaks: 'NSP-MAVEN',
    summary: 'takes a groupId with its dots left out for the same group',
    change: matching(
      'namespace',
      (match) => (wanted, held) =>
        held.format === 'maven'
          ? wanted.namespace?.split('.')[0] === held.namespace?.split('.')[0]
          : match(wanted, held),
    ),
  },
  {
    id: 'namespace-npm-omitted-any-scope',
    breaks: 'NSP-NPM',
    summary:
      'finds an npm package in any scope where none is given and no package without a scope has its name',
    change: matching(
      'namespace',
      (match) => (wanted, held) =>
        match(wanted, held) || (held.format === 'npm' && wanted.namespace === undefined),
    ),
  },
  joined('maven', 'NSP-REQ-MAVEN', ':'),
  joined('swift', 'NSP-REQ-SWIFT', '.'),
  {
    id: 'namespace-npm-unscoped-demanded',
    breaks: 'NSP-NPM',
    summary: 'demands a scope for every npm package',
    change: refusing(
      (input) => input.format === 'npm' && input.namespace === undefined,
      'namespace is required.',
    ),
  },
  {
    id: 'namespace-npm-at-accepted',
    breaks: 'NSP-NPM-AT',
    summary: 'takes an npm scope with its leading @',
    change: wrap('address', (address) => (input, account) => {
      const wanted = address(input, account);
      return wanted.format === 'npm' && wanted.namespace !== undefined
        ? { ...wanted, namespace: wanted.namespace.replace(/^@/, '') }
        : wanted;
    }),
  },
  {
    id: 'package-npm-scoped-accepted',
    breaks: 'PKG-SCOPED',
    summary: 'takes an npm package name joined with its scope',
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
    summary: 'gives back a NuGet version as it was asked for',
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
    summary: 'takes dots, hyphens and underscores of a generic package name for the same',
    change: matching('package', (match) => (wanted, held) => {
      const plain = (name: string) => name.replace(/[-_.]+/g, '-');
      return (
        match(wanted, held) || (held.format === 'generic' && plain(wanted.package) === plain(held.package))
      );
    }),
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

/** Takes a package name that is written together with its namespace apart. */
function joined(format: PackageFormat, breaks: 'NSP-REQ-MAVEN' | 'NSP-REQ-SWIFT', separator: string): Defect {
  return {
    id: `namespace-${format}-joined-accepted`,
    breaks,
    summary: `takes a ${format} package written together with its namespace`,
    change: bound((input) => {
      const at = input.package?.indexOf(separator) ?? -1;
      return input.format !== format || input.namespace !== undefined || input.package === undefined || at < 1
        ? input
        : { ...input, namespace: input.package.slice(0, at), package: input.package.slice(at + 1) };
    }),
  };
}

function isFormat(value: string | undefined): boolean {
  return packageFormats.some((format) => format === value);
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
