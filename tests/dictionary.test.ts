import { statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { dictionaryFile, packagedDictionary } from '../reports/diagnosis/index.js';
import { catalogueDigest } from '../schemas/index.js';
import { defects } from '../targets/reference/index.js';
import { knownChecks } from './dictionary/checks.js';
import { observeClosely } from './dictionary/observe.js';
import { ownMatrix } from './kill-matrix/matrix.js';

const outdated = 'Run `npm run dictionary` to bring reports/diagnosis/dictionary.json up to date.';

test('the dictionary is of the current catalogue, defects and checks', () => {
  const { catalogueDigest: digest, checks, defects: known } = packagedDictionary();
  expect(known.map(({ id }) => id).sort(), outdated).toEqual(defects.map(({ id }) => id).sort());
  expect([...checks].sort(), outdated).toEqual(knownChecks().sort());
  expect(digest, outdated).toBe(catalogueDigest());
});

test('each defect of the dictionary breaks a check of the requirement that catches it', () => {
  const blind = packagedDictionary().defects.filter(
    ({ requirement, failures }) => ![...failures.keys()].some((check) => check.startsWith(`${requirement}/`)),
  );
  expect(blind.map(({ id }) => id)).toEqual([]);
});

test('the dictionary says of a defect what its seeded defect says', () => {
  const known = new Map(packagedDictionary().defects.map((each) => [each.id, each]));
  for (const { id, breaks, summary, general } of defects)
    expect(known.get(id), outdated).toMatchObject({
      requirement: breaks,
      summary,
      ...(general ? { general } : {}),
    });
});

test('the dictionary stays small', () => {
  expect(statSync(dictionaryFile).size).toBeLessThan(300_000);
});

const rows = ownMatrix();

// One for each way in which symptoms and cases are worded: anyone who changes the words must make the dictionary again.
for (const id of [
  'domain-dot-accepted',
  'npm-package-separators-lost',
  'names-joined-by-dots',
  'header-asset-misspelt',
  'retry-after-unit',
  'error-json-trailing-comma',
  'unknown-package-level-wrong',
  'body-truncated-at-64-kib',
])
  test(`the dictionary says what ${id} shows today`, async () => {
    const defect = defects.find((each) => each.id === id);
    if (!defect) throw new Error(`there is no defect ${id}`);
    const row = rows.get(id);
    if (!row) throw new Error(`the kill matrix has no row of ${id}`);
    const seen = new Map(await observeClosely(defect, row));
    const known = packagedDictionary().defects.find((each) => each.id === id)?.failures ?? new Map();
    // On a busy machine further checks can fail, and in further ways.
    const both = [...seen.keys()].filter((check) => known.has(check));
    expect(
      both.some((check) => check.startsWith(`${defect.breaks}/`)),
      'its own requirement',
    ).toBe(true);
    for (const check of both)
      expect(seen.get(check), 'Run `npm run dictionary -- --all`, and commit it.').toEqual({
        symptoms: expect.arrayContaining([...(known.get(check)?.symptoms ?? [])]),
        cases: expect.arrayContaining([...(known.get(check)?.cases ?? [])]),
      });
  });
