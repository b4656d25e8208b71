import { requestParameter, userGuide } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** The eight package formats, and how each writes its names. */
export const formats = [
  {
    id: 'FMT-GENERIC',
    level: 'MUST',
    profile: 'core',
    ...requestParameter('format'),
    statement: '`format=generic` MUST be accepted and address generic packages only.',
  },
  {
    id: 'FMT-NPM',
    level: 'MUST',
    profile: 'npm',
    ...requestParameter('format'),
    statement: '`format=npm` MUST be accepted and address npm packages only.',
  },
  {
    id: 'FMT-PYPI',
    level: 'MUST',
    profile: 'pypi',
    ...requestParameter('format'),
    statement: '`format=pypi` MUST be accepted and address Python packages only.',
  },
  {
    id: 'FMT-MAVEN',
    level: 'MUST',
    profile: 'maven',
    ...requestParameter('format'),
    statement: '`format=maven` MUST be accepted and address Maven packages only.',
  },
  {
    id: 'FMT-NUGET',
    level: 'MUST',
    profile: 'nuget',
    ...requestParameter('format'),
    statement: '`format=nuget` MUST be accepted and address NuGet packages only.',
  },
  {
    id: 'FMT-RUBY',
    level: 'MUST',
    profile: 'ruby',
    ...requestParameter('format'),
    statement: '`format=ruby` MUST be accepted and address Ruby packages only.',
  },
  {
    id: 'FMT-SWIFT',
    level: 'MUST',
    profile: 'swift',
    ...requestParameter('format'),
    statement: '`format=swift` MUST be accepted and address Swift packages only.',
  },
  {
    id: 'FMT-CARGO',
    level: 'MUST',
    profile: 'cargo',
    ...requestParameter('format'),
    statement: '`format=cargo` MUST be accepted and address Cargo packages only.',
  },
  {
    id: 'PKG-SCOPED',
    level: 'MUST',
    profile: 'npm',
    ...requestParameter('package'),
    statement: 'An npm package name joined with its scope, as in `@scope/name`, MUST be refused as invalid.',
  },
  {
    id: 'NRM-NONE',
    level: 'SHOULD',
    profile: 'core',
    ...userGuide('Package overview: package name normalization'),
    statement: 'The names of generic packages SHOULD be matched exactly as stored, without normalisation.',
  },
  {
    id: 'NRM-PYPI',
    level: 'MAY',
    profile: 'pypi',
    ...userGuide('Python package name normalization'),
    statement: 'A Python package name that is not in its normalised form MAY be found or not.',
  },
  {
    id: 'NRM-NUGET-NAME',
    level: 'SHOULD',
    profile: 'nuget',
    ...userGuide('NuGet package name, version, and asset name normalization'),
    statement: 'A NuGet package name SHOULD be found in any case.',
  },
  {
    id: 'NRM-NUGET-VER',
    level: 'SHOULD',
    profile: 'nuget',
    ...userGuide('NuGet package name, version, and asset name normalization'),
    statement:
      'A NuGet version SHOULD be found by any form that normalises to it: leading zeros, a fourth part of zero, build metadata.',
  },
  {
    id: 'NRM-NUGET-STORED',
    level: 'SHOULD',
    profile: 'nuget',
    ...userGuide('NuGet package name, version, and asset name normalization'),
    statement:
      '`X-PackageVersion` SHOULD be the stored form of a NuGet version that was requested in another form.',
  },
  {
    id: 'NRM-NUGET-ASSET',
    level: 'MUST',
    profile: 'nuget',
    ...userGuide('NuGet package name, version, and asset name normalization'),
    statement: 'A NuGet asset MUST be found by its stored name only.',
  },
  {
    id: 'NRM-SWIFT',
    level: 'SHOULD',
    profile: 'swift',
    ...userGuide('Swift package name and namespace normalization'),
    statement: 'A Swift package name and scope SHOULD be found in any case.',
  },
  {
    id: 'NRM-SWIFT-VER',
    level: 'SHOULD',
    profile: 'swift',
    ...userGuide('Swift package name and namespace normalization'),
    statement: 'A Swift version SHOULD be matched exactly as stored, without normalisation.',
  },
] as const satisfies readonly CatalogueEntry[];
