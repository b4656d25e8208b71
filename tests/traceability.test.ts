import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { isRequirementId, parameters, referencePage, requirement, requirements } from '../schemas/index.js';
import { checks } from '../specs/index.js';
import { packageFile } from './set-up/package-files.js';
import { renderTraceability, type TraceabilitySources } from './traceability/render.js';
import { ownSources } from './traceability/sources.js';

const { defects, rules } = ownSources;

const enforced = requirements.filter(({ level, excluded }) => level !== 'MAY' && excluded === undefined);
const isAssessable = (id: string): boolean => isRequirementId(id) && requirement(id).excluded === undefined;

const statements = referencePage.flatMap(({ title, anchor, statements: own }) =>
  own.map((statement) => ({ title, anchor, statement, ids: 'none' in statement ? [] : statement.coveredBy })),
);

/** The requirements that cover the statements at one anchor. */
const coveringAt = (anchor: string): ReadonlySet<string> =>
  new Set(statements.filter((each) => each.anchor === anchor).flatMap(({ ids }) => ids));

test.describe('docs/traceability.md', () => {
  test('is what the code would generate today', () => {
    const published = readFileSync(packageFile('docs/traceability.md'), 'utf8');
    const current = published === renderTraceability(ownSources);
    expect(current, 'docs/traceability.md is out of date: run `npm run docs` and commit it').toBe(true);
  });

  test('has a row for every requirement and every statement of the page', () => {
    const rows = renderTraceability(ownSources)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const first = rows.map((row) => row.split(' | ')[0]?.slice(2));
    expect(requirements.map(({ id }) => id).filter((id) => !first.includes(id))).toEqual([]);
    const pageRows = rows.filter((row) => row.startsWith('| [')).length;
    expect(pageRows).toBe(statements.length);
  });

  test('keeps every cell in its column, whatever a title holds', () => {
    const one = requirements[0];
    if (!one) throw new Error('no requirement');
    const sources: TraceabilitySources = {
      chapters: ownSources.chapters.filter(({ id }) => id === one.chapter),
      requirements: [{ ...one, statement: 'A `|` and a | in <b>, *and* \\n MUST stay.' }],
      checks: [{ requirement: one.id, title: 'a | b `c|d` <script>' }],
      rules: [],
      defects: [{ id: 'some-defect', breaks: one.id }],
      page: [],
    };
    const row = renderTraceability(sources)
      .split('\n')
      .find((line) => line.startsWith(`| ${one.id} | `));
    expect(row?.split(/(?<!\\)\|/)).toHaveLength(9);
    expect(row).not.toMatch(/(?<!\\)<(?:b|script)/);
    expect(row).toContain('some-defect');
  });
});

test.describe('what stands behind a requirement', () => {
  test('every enforced MUST and SHOULD has a check or is held to every answer', () => {
    const checked = new Set([...rules, ...checks.map((check) => check.requirement)]);
    expect(enforced.map(({ id }) => id).filter((id) => !checked.has(id))).toEqual([]);
  });

  test('every enforced MUST and SHOULD has a defect that it must catch', () => {
    const caught = new Set(defects.map(({ breaks }) => breaks));
    expect(enforced.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
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
