import { expect, test } from '@playwright/test';
import {
  catalogueDigest,
  chapters,
  isRequirementId,
  type Level,
  profiles,
  type RequirementId,
  requirement,
  requirements,
  sources,
} from '../schemas/index.js';

/**
 * Every id that was ever published, with its level. Add to it; never remove an id, and never give one another meaning:
 * vendors quote ids in waivers and reports. A level is only ever lowered, if a lawful target was failed: RS-26 was a MUST.
 */
const published: readonly (readonly [Level, string])[] = [
  ['MUST', 'OP-01 OP-02 OP-03 OP-04 OP-05'],
  ['MUST', 'RL-01 RL-02 RL-03 RL-04 RL-05 RL-06 RL-07 RL-08 RL-09 RL-11 RL-16 RL-17 RL-20 RL-22 RL-23'],
  ['SHOULD', 'RL-10 RL-12 RL-14 RL-15 RL-19 RL-21 RL-24'],
  ['MAY', 'RL-13 RL-18'],
  [
    'MUST',
    'AST-REQ AST-EMPTY AST-MAX AST-PAT DOM-REQ DOM-EMPTY DOM-MIN DOM-MAX DOM-PAT OWN-OPT OWN-PAT OWN-LEN FMT-REQ FMT-EMPTY FMT-ENUM FMT-CASE PKG-REQ PKG-EMPTY PKG-MAX PKG-PAT VER-REQ VER-EMPTY VER-MAX VER-PAT REV-OPT REV-MAX REV-PAT REP-REQ REP-EMPTY REP-MIN REP-MAX REP-PAT',
  ],
  ['SHOULD', 'OWN-EMPTY REV-EMPTY'],
  [
    'MUST',
    'NSP-MAX NSP-PAT NSP-REQ-GENERIC NSP-REQ-MAVEN NSP-REQ-SWIFT NSP-GENERIC NSP-MAVEN NSP-NPM NSP-SWIFT NSP-NONE-PYPI NSP-NONE-NUGET NSP-NONE-RUBY NSP-NONE-CARGO',
  ],
  ['SHOULD', 'NSP-EMPTY NSP-REQ-GENERIC-400 NSP-REQ-MAVEN-400 NSP-REQ-SWIFT-400 NSP-NPM-AT'],
  ['MAY', 'NSP-EXTRA'],
  [
    'MUST',
    'FMT-GENERIC FMT-NPM FMT-PYPI FMT-MAVEN FMT-NUGET FMT-RUBY FMT-SWIFT FMT-CARGO PKG-SCOPED NRM-NUGET-ASSET',
  ],
  ['SHOULD', 'NRM-NONE NRM-NUGET-NAME NRM-NUGET-VER NRM-NUGET-STORED NRM-SWIFT NRM-SWIFT-VER'],
  ['SHOULD', 'NRM-NPM NRM-MAVEN NRM-RUBY NRM-CARGO'],
  ['MAY', 'NRM-PYPI'],
  ['MUST', 'LKP-DOM LKP-OWN LKP-OWN-DEFAULT LKP-REP LKP-NSP LKP-PKG LKP-VER LKP-AST LKP-EXACT LKP-UPSTREAM'],
  ['SHOULD', 'LKP-ASSET-CASE'],
  ['MUST', 'RB-01'],
  ['SHOULD', 'RB-03 RB-04'],
  ['MAY', 'RB-02'],
  [
    'MUST',
    'RS-01 RS-02 RS-03 RS-04 RS-05 RS-06 RS-07 RS-08 RS-09 RS-10 RS-11 RS-12 RS-13 RS-15 RS-16 RS-17 RS-19 RS-20 RS-24',
  ],
  ['SHOULD', 'RS-14 RS-18 RS-21'],
  ['MAY', 'RS-22 RS-23'],
  [
    'MUST',
    'ER-01 ER-03 ER-05 ER-ACCESSDENIED ER-CONFLICT ER-INTERNALSERVER ER-RESOURCENOTFOUND ER-THROTTLING ER-VALIDATION ER-ONLY ER-NF-DOMAIN ER-NF-REPO ER-NF-PKG ER-NF-VER ER-NF-ASSET ER-RES-OPT ER-RES-ENUM ER-REASON ER-RETRY ER-NO5XX ER-PREC-MULTI',
  ],
  ['SHOULD', 'ER-02 ER-04 ER-RES-LEVEL ER-REASON-FIELD ER-RETRY-PRES ER-PREC-VAL'],
  ['MAY', 'ER-MSG ER-PREC-ACC'],
  ['MUST', 'ST-PUBLISHED ST-UNLISTED ST-ARCHIVED ST-DISPOSED ST-DELETED REV-CUR REV-OMIT REV-STALE'],
  ['SHOULD', 'ST-RESTORE REV-STALE-ERR SEM-REVCHG'],
  ['MAY', 'ST-UNFINISHED'],
  ['MUST', 'AU-01 AU-02 AU-03 AU-05 AU-08 AU-09 AU-10 AU-11 AU-12 AU-13 AU-14 AU-15 AU-16 AU-17 AU-18 AU-19'],
  ['SHOULD', 'AU-04 AU-06'],
  ['MAY', 'AU-07'],
  ['MUST', 'LM-03 LM-04'],
  ['MAY', 'LM-01 LM-05'],
  ['MUST', 'SDK-01 SDK-02 SDK-03 SDK-04 SDK-05 SDK-06'],
  [
    'MUST',
    'LKP-VER-NPM LKP-VER-PYPI LKP-VER-MAVEN LKP-VER-NUGET LKP-VER-RUBY LKP-VER-SWIFT LKP-VER-CARGO LKP-AST-NPM LKP-AST-PYPI LKP-AST-MAVEN LKP-AST-RUBY LKP-AST-SWIFT LKP-AST-CARGO',
  ],
  ['MUST', 'RS-25 RL-25'],
  ['SHOULD', 'RL-26 RS-26'],
];

/** Ids of the draft that were given up. */
const retired = ['NSP-OPT', 'SEM-HASH', 'LM-02'];

const frozen = published.flatMap(([level, ids]) => ids.split(' ').map((id) => ({ id, level })));

test.describe('catalogue', () => {
  test('keeps every published id and its level', () => {
    const levels = new Map(requirements.map(({ id, level }) => [id as string, level]));
    expect(frozen.filter(({ id, level }) => levels.get(id) !== level)).toEqual([]);
  });

  test('has no id that is not yet written down as published', () => {
    const known = new Set(frozen.map(({ id }) => id));
    expect(
      requirements.map(({ id }) => id as string).filter((id) => !known.has(id)),
      'Add each of these ids, with its level, to `published` in this file.',
    ).toEqual([]);
  });

  test('gives each id once and none that was given up', () => {
    const ids = requirements.map(({ id }) => id as string);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => retired.includes(id))).toEqual([]);
  });

  test('has requirements in every chapter and every profile, and no others', () => {
    expect(new Set(requirements.map(({ chapter }) => chapter))).toEqual(
      new Set(chapters.map(({ id }) => id)),
    );
    expect(new Set(requirements.map(({ profile }) => profile))).toEqual(new Set(profiles));
    expect(new Set(requirements.map(({ source }) => source))).toEqual(new Set(sources));
  });

  test('lists the profiles in the order of the contract', () => {
    const contract = 'core npm pypi maven nuget ruby swift cargo auth faults lifecycle scale clients';
    expect(profiles.join(' ')).toBe(contract);
  });

  test('writes each statement as one sentence with exactly the word of its level', () => {
    const words = { MUST: /\bMUST\b/, SHOULD: /\bSHOULD\b/, MAY: /\bMAY\b/ };
    const wrong = requirements.filter(({ level, statement }) => {
      const others = (Object.keys(words) as Level[]).filter((other) => other !== level);
      const sentences = statement.split(/[.?!] +(?=[A-Z`])/).length;
      return (
        !words[level].test(statement) ||
        others.some((other) => words[other].test(statement)) ||
        sentences !== 1 ||
        !statement.endsWith('.')
      );
    });
    expect(wrong.map(({ id, statement }) => `${id}: ${statement}`)).toEqual([]);
  });

  test('says the same thing only once', () => {
    const statements = requirements.map(({ statement }) => statement);
    expect(statements.filter((statement, index) => statements.indexOf(statement) !== index)).toEqual([]);
  });

  test('cites an anchor of the reference page exactly if that page is the source', () => {
    const wrong = requirements.filter(
      ({ source, section }) => (source === 'reference page') !== /^#[A-Za-z]+[A-Za-z_-]*$/.test(section),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('excludes only what another principal or another operation is needed for', () => {
    expect(requirements.filter(({ excluded }) => excluded !== undefined).map(({ id }) => id)).toEqual([
      'ST-DELETED',
      'ST-RESTORE',
      'SEM-REVCHG',
      'AU-05',
      'AU-06',
    ]);
  });

  test('is found by id, and rejects unknown ids', () => {
    expect(requirement('AST-MAX')).toMatchObject({ id: 'AST-MAX', chapter: 'parameters', profile: 'core' });
    expect(isRequirementId('AST-MAX')).toBe(true);
    for (const foreign of ['ast-max', 'AST-MAX ', '', 'toString', 'NSP-OPT']) {
      expect(isRequirementId(foreign), foreign).toBe(false);
    }
    // @ts-expect-error an id that is not in the catalogue does not compile
    const unknown: RequirementId = 'AST-NONE';
    expect(() => requirement(unknown)).toThrow(/AST-NONE/);
  });

  test('has a digest that is the same each time', () => {
    expect(catalogueDigest()).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(catalogueDigest()).toBe(catalogueDigest());
  });
});
