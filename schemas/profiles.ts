/** RFC 2119 level of a requirement. A MAY is an observation: it is recorded and never counts in a verdict. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** What a target can claim, in the order of reports. Each requirement is in exactly one profile. */
export const profiles = [
  'core',
  'npm',
  'pypi',
  'maven',
  'nuget',
  'ruby',
  'swift',
  'cargo',
  'auth',
  'faults',
  'lifecycle',
  'scale',
  'clients',
] as const;

export type Profile = (typeof profiles)[number];
