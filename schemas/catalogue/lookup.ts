import { inference, requestParameter, userGuide } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** Which coordinates take part in finding an asset: all of them, each as a whole. */
export const lookup = [
  {
    id: 'LKP-DOM',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domain'),
    statement: 'A repository MUST be looked up in the domain that the request names, and in no other.',
  },
  {
    id: 'LKP-OWN',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('domainOwner'),
    statement:
      'A domain MUST be looked up in the account that `domain-owner` names: with another account the asset is not served.',
  },
  {
    id: 'LKP-OWN-DEFAULT',
    level: 'MUST',
    profile: 'auth',
    ...userGuide('Domain overview'),
    statement:
      'A request without `domain-owner` MUST address the domain of that name in the account of the caller.',
  },
  {
    id: 'LKP-REP',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('repository'),
    statement:
      'A package version MUST be looked up in the repository that the request names, and in no other.',
  },
  {
    id: 'LKP-NSP',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('namespace'),
    statement: 'A package MUST be looked up in the namespace that the request names, and in no other.',
  },
  {
    id: 'LKP-PKG',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('package'),
    statement: 'An asset MUST be looked up in the package that the request names, and in no other.',
  },
  {
    id: 'LKP-VER',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('packageVersion'),
    statement: 'An asset MUST be looked up in the version that the request names, and in no other.',
  },
  {
    id: 'LKP-AST',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('asset'),
    statement:
      'The bytes MUST be those of the asset that the request names, and of no other of the same version.',
  },
  {
    id: 'LKP-EXACT',
    level: 'MUST',
    profile: 'core',
    ...inference('Each parameter is the name of one resource'),
    statement:
      'Names MUST be compared as whole strings: no prefix, suffix, substring, wildcard, trimmed form or path traversal finds an asset.',
  },
  {
    id: 'LKP-ASSET-CASE',
    level: 'SHOULD',
    profile: 'core',
    ...requestParameter('asset'),
    statement: 'Asset names SHOULD be matched case-sensitively.',
  },
  {
    id: 'LKP-UPSTREAM',
    level: 'MUST',
    profile: 'lifecycle',
    ...userGuide('API behavior for upstream repositories'),
    statement: 'A package version that only an upstream repository holds MUST NOT be found.',
  },
  {
    id: 'LKP-VER-NPM',
    level: 'MUST',
    profile: 'npm',
    ...requestParameter('packageVersion'),
    statement:
      'The version of an npm package MUST be looked up as it is stored: one that Semantic Versioning or its tools take for the same is another version.',
  },
  {
    id: 'LKP-VER-PYPI',
    level: 'MUST',
    profile: 'pypi',
    ...requestParameter('packageVersion'),
    statement:
      'The version of a Python package MUST be looked up as it is stored: one that PEP 440 or its tools take for the same is another version.',
  },
  {
    id: 'LKP-VER-MAVEN',
    level: 'MUST',
    profile: 'maven',
    ...requestParameter('packageVersion'),
    statement:
      'The version of a Maven package MUST be looked up as it is stored: one that ComparableVersion or its tools take for the same is another version.',
  },
  {
    id: 'LKP-VER-NUGET',
    level: 'MUST',
    profile: 'nuget',
    ...userGuide('NuGet package name, version, and asset name normalization'),
    statement:
      'A NuGet version MUST be looked up by what it normalises to, and by nothing else: a fourth number that is not zero, or a pre-release, makes another version.',
  },
  {
    id: 'LKP-VER-RUBY',
    level: 'MUST',
    profile: 'ruby',
    ...requestParameter('packageVersion'),
    statement:
      'The version of a Ruby package MUST be looked up as it is stored: one that Gem::Version or its tools take for the same is another version.',
  },
  {
    id: 'LKP-VER-SWIFT',
    level: 'MUST',
    profile: 'swift',
    ...requestParameter('packageVersion'),
    statement:
      'The version of a Swift package MUST be looked up as it is stored: one that Semantic Versioning or its tools take for the same is another version.',
  },
  {
    id: 'LKP-VER-CARGO',
    level: 'MUST',
    profile: 'cargo',
    ...requestParameter('packageVersion'),
    statement:
      'The version of a Cargo package MUST be looked up as it is stored: one that Semantic Versioning or its tools take for the same is another version.',
  },
  {
    id: 'LKP-AST-NPM',
    level: 'MUST',
    profile: 'npm',
    ...requestParameter('asset'),
    statement:
      'An asset of an npm package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
  },
  {
    id: 'LKP-AST-PYPI',
    level: 'MUST',
    profile: 'pypi',
    ...requestParameter('asset'),
    statement:
      'An asset of a Python package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
  },
  {
    id: 'LKP-AST-MAVEN',
    level: 'MUST',
    profile: 'maven',
    ...requestParameter('asset'),
    statement:
      'An asset of a Maven package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
  },
  {
    id: 'LKP-AST-RUBY',
    level: 'MUST',
    profile: 'ruby',
    ...requestParameter('asset'),
    statement:
      'An asset of a Ruby package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
  },
  {
    id: 'LKP-AST-SWIFT',
    level: 'MUST',
    profile: 'swift',
    ...requestParameter('asset'),
    statement:
      'An asset of a Swift package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
  },
  {
    id: 'LKP-AST-CARGO',
    level: 'MUST',
    profile: 'cargo',
    ...requestParameter('asset'),
    statement:
      'An asset of a Cargo package MUST be found by its stored name only: not by a path, with other separators, or by the name that its registry has for it.',
  },
] as const satisfies readonly CatalogueEntry[];
