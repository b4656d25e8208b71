import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { requirement, requirements } from '../schemas/index.js';
import { faultChapters, faults, findFault } from '../targets/reference/index.js';
import { assess } from './kill-matrix/assess.js';
import { type Row, readMatrix } from './kill-matrix/matrix.js';
import { assessmentOf } from './kill-matrix/stimuli.js';

test('every requirement that is enforced has a fault that it must catch', () => {
  const caught = new Set(faults.map(({ breaks }) => breaks));
  const enforced = requirements.filter(({ level, excluded }) => level !== 'MAY' && excluded === undefined);
  expect(enforced.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});

test('docs/kill-matrix.md has a row for each fault, and each is caught there', () => {
  const rows = readMatrix(readFileSync(new URL('../../docs/kill-matrix.md', import.meta.url), 'utf8'));
  expect(rows.map(({ fault }) => fault)).toEqual(faults.map(({ id }) => id));
  const caught = ({ fault, red, warned }: Row): boolean =>
    [...red, ...warned].includes(findFault(fault)?.breaks ?? 'OP-01');
  expect(rows.filter((row) => !caught(row))).toEqual([]);
});

for (const [chapter, own] of Object.entries(faultChapters))
  test.describe(chapter, () => {
    // Large assets one after the other: each takes its memory, and waits for a time limit besides.
    if (chapter === 'scale') test.describe.configure({ mode: 'default' });
    for (const fault of own)
      test(`${fault.breaks} catches ${fault.id}: ${fault.summary}`, async () => {
        const results = await assess(assessmentOf(fault));
        const found = results.requirements.find(({ id }) => id === fault.breaks);
        const wanted = requirement(fault.breaks).level === 'MUST' ? 'fail' : 'warn';
        expect(found?.verdict, JSON.stringify(found?.checks, null, 1)).toBe(wanted);
      });
  });
