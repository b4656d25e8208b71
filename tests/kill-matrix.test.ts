import { expect, test } from '@playwright/test';
import { requirement, requirements } from '../schemas/index.js';
import { defectChapters, defects, findDefect } from '../targets/reference/index.js';
import { assess } from './kill-matrix/assess.js';
import { ownMatrix, type Row } from './kill-matrix/matrix.js';
import { assessmentOf } from './kill-matrix/stimuli.js';

test('every requirement that is enforced has a defect that it must catch', () => {
  const caught = new Set(defects.map(({ breaks }) => breaks));
  const enforced = requirements.filter(({ level, excluded }) => level !== 'MAY' && excluded === undefined);
  expect(enforced.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});

test('the kill matrix has a row for each defect, and each is caught there', () => {
  const rows = [...ownMatrix().values()];
  expect(
    rows.map(({ defect }) => defect),
    'Run `npm run kill-matrix -- ID` for each new defect.',
  ).toEqual(defects.map(({ id }) => id));
  const caught = ({ defect, red, warned }: Row): boolean =>
    [...red, ...warned].includes(findDefect(defect)?.breaks ?? 'OP-01');
  expect(rows.filter((row) => !caught(row))).toEqual([]);
});

for (const [chapter, own] of Object.entries(defectChapters))
  test.describe(chapter, () => {
    // One after the other: Playwright takes more time to hand out a test than most of these take. Large assets each take
    // their memory besides.
    test.describe.configure({ mode: 'default' });
    for (const defect of own)
      test(`${defect.breaks} catches ${defect.id}: ${defect.summary}`, async () => {
        const results = await assess(assessmentOf(defect));
        const found = results.requirements.find(({ id }) => id === defect.breaks);
        const wanted = requirement(defect.breaks).level === 'MUST' ? 'fail' : 'warn';
        const missed = `${defect.breaks} does not catch ${defect.id}. Either its checks do not look, or the defect shows in no response by itself: see "A defect" in docs/architecture.md.`;
        expect(found?.verdict, `${missed}\n${JSON.stringify(found?.checks, null, 1)}`).toBe(wanted);
      });
  });
