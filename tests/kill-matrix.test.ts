import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { requirement, requirements } from '../schemas/index.js';
import { faultChapters, faults } from '../targets/reference/index.js';
import { assess } from './kill-matrix/assess.js';
import { assessmentOf } from './kill-matrix/stimuli.js';

test('every requirement that is enforced has a fault that it must catch', () => {
  const caught = new Set(faults.map(({ breaks }) => breaks));
  const enforced = requirements.filter(({ level, excluded }) => level !== 'MAY' && excluded === undefined);
  expect(enforced.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});

test('docs/kill-matrix.md has a row for each fault, and each is caught there', () => {
  const document = readFileSync(new URL('../../docs/kill-matrix.md', import.meta.url), 'utf8');
  const row = /^\| `([^`]+)` \| .* \| ([A-Z0-9-]+) \| (fail|warn) \| [^|]* \| [^|]* \|$/gm;
  expect([...document.matchAll(row)].map(([, id, breaks]) => [id, breaks])).toEqual(
    faults.map(({ id, breaks }) => [id, breaks]),
  );
});

for (const [chapter, own] of Object.entries(faultChapters))
  test.describe(chapter, () => {
    for (const fault of own)
      test(`${fault.breaks} catches ${fault.id}: ${fault.summary}`, async () => {
        const results = await assess(assessmentOf(fault));
        const found = results.requirements.find(({ id }) => id === fault.breaks);
        const wanted = requirement(fault.breaks).level === 'MUST' ? 'fail' : 'warn';
        expect(found?.verdict, JSON.stringify(found?.checks, null, 1)).toBe(wanted);
      });
  });
