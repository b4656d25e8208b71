import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { isRequirementId, parameters, referencePage, requirement, requirements } from '../schemas/index.js';
import { checks } from '../specs/index.js';
import { ownSources } from './docs/sources.js';
import { renderKillMatrix, renderTraceability, type SummarySources } from './docs/summaries.js';
import { packageFile } from './set-up/package-files.js';

const { defects, rules } = ownSources;

const enforced = requirements.filter(({ level, excluded }) => level !== 'MAY' && excluded === undefined);
const isAssessable = (id: string): boolean => isRequirementId(id) && requirement(id).excluded === undefined;

const statements = referencePage.flatMap(({ title, anchor, statements: own }) =>
  own.map((statement) => ({ title, anchor, statement, ids: 'none' in statement ? [] : statement.coveredBy })),
);

/** The requirements that cover the statements at one anchor. */
const coveringAt = (anchor: string): ReadonlySet<string> =>
  new Set(statements.filter((each) => each.anchor === anchor).flatMap(({ ids }) => ids));

test.describe('the summaries in docs', () => {
  for (const [file, render] of [
    ['docs/traceability.md', renderTraceability],
    ['docs/kill-matrix.md', renderKillMatrix],
  ] as const)
    test(`${file} is what the code would generate today`, () => {
      const published = readFileSync(packageFile(file), 'utf8');
      expect(published === render(ownSources), `Run \`npm run docs\` and commit ${file}.`).toBe(true);
    });

  test('count each requirement, check and defect in its chapter', () => {
    const [one, two] = requirements;
    if (!one || !two) throw new Error('no requirements');
    const sources: SummarySources = {
      ...ownSources,
      chapters: ownSources.chapters.filter(({ id }) => id === one.chapter),
      requirements: [one, { ...two, chapter: one.chapter }],
      checks: [{ requirement: one.id }, { requirement: one.id }],
      rules: [two.id],
      defects: [
        { id: 'caught-alone', breaks: one.id },
        { id: 'caught-by-both', breaks: one.id },
        { id: 'survives', breaks: two.id },
      ],
      page: [],
      matrix: [
        { defect: 'caught-alone', red: [one.id], warned: [] },
        { defect: 'caught-by-both', red: [one.id], warned: [two.id] },
        { defect: 'survives', red: [], warned: [] },
      ],
    };
    expect(renderTraceability(sources)).toMatch(/\| All \| 2 \| 0 \| 0 \| 0 \| 2 \| 1 \| 3 \|/);
    expect(renderKillMatrix(sources)).toContain('| All | 3 | 2 | 1 |');
  });
});

test.describe('what stands behind a requirement', () => {
  test('every enforced MUST and SHOULD has a check or is checked on every response', () => {
    const checked = new Set([...rules, ...checks.map((check) => check.requirement)]);
    expect(
      enforced.map(({ id }) => id).filter((id) => !checked.has(id)),
      'Add a check to specs/*.checks.ts, or a rule to judge/rules/, for each of these requirements.',
    ).toEqual([]);
  });

  test('every enforced MUST and SHOULD has a defect that it must catch', () => {
    const caught = new Set(defects.map(({ breaks }) => breaks));
    expect(
      enforced.map(({ id }) => id).filter((id) => !caught.has(id)),
      'Add a defect to targets/reference/defects/ for each of these requirements.',
    ).toEqual([]);
  });

  test('no defect and no check stands behind a requirement that is unknown or not enforced', () => {
    expect(defects.filter(({ breaks }) => !isAssessable(breaks))).toEqual([]);
    expect(checks.filter((check) => !isAssessable(check.requirement))).toEqual([]);
    expect(rules.filter((id) => !isAssessable(id))).toEqual([]);
  });

  test('no defect breaks a MAY', () => {
    expect(defects.filter(({ breaks }) => requirement(breaks).level === 'MAY')).toEqual([]);
  });

  test('every check and every defect has an id of its own', () => {
    const twice = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);
    expect(twice(checks.map(({ id }) => id))).toEqual([]);
    expect(twice(defects.map(({ id }) => id))).toEqual([]);
  });
});

test.describe('the reference page', () => {
  test('says each thing once in a section', () => {
    const said = statements.map(({ title, statement }) => `${title}: ${statement.says}`);
    expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([]);
  });

  test('gives a reason wherever no requirement covers a statement', () => {
    const bare = statements.filter(({ statement }) => 'none' in statement && statement.none.length < 20);
    expect(bare).toEqual([]);
  });

  test('is covered by requirements that are assessed', () => {
    expect(statements.flatMap(({ ids }) => ids).filter((id) => !isAssessable(id))).toEqual([]);
  });

  test('is cited by no requirement that covers nothing of it', () => {
    const covering = new Set(statements.flatMap(({ ids }) => ids));
    const idle = requirements.filter(({ source, id }) => source === 'reference page' && !covering.has(id));
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  test('has each constraint of each parameter, as request.schema.json has it', () => {
    for (const { member, requirements: ids } of parameters) {
      const covering = coveringAt(`#codeartifact-GetPackageVersionAsset-request-uri-${member}`);
      expect(
        Object.values(ids).filter((id) => !covering.has(id)),
        member,
      ).toEqual([]);
    }
  });
});
