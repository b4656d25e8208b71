import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { requirement, requirements } from '../schemas/index.js';
import { defaultFixtures } from '../targets/fixtures/index.js';
import {
  defects,
  type ReferenceResponse,
  referenceOperation,
  variantChapters,
  variants,
} from '../targets/reference/index.js';
import { firstDifference, probes, requestOf, responsesOf } from './reference-probes.js';

const fixtures = defaultFixtures();
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

test('ids of defects and of variants are unique and in kebab-case', () => {
  for (const list of [defects, variants]) {
    const ids = list.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !kebabCase.test(id))).toEqual([]);
  }
});

test('each defect has an id and a summary of its own', () => {
  expect(defects.length).toBeGreaterThanOrEqual(180);
  expect(variants.length).toBeGreaterThanOrEqual(40);
  for (const list of [defects, variants])
    expect(new Set(list.map(({ summary }) => summary)).size).toBe(list.length);
});

// What each defect breaks is shown by the kill matrix.
test('every enforced requirement has a defect, and no defect breaks what is not enforced', () => {
  const broken = new Set(defects.map(({ breaks }) => breaks));
  const enforced = requirements.filter(({ level, excluded }) => level !== 'MAY' && excluded === undefined);
  expect(enforced.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  expect([...broken].filter((id) => !enforced.some((known) => known.id === id))).toEqual([]);
});

test('variants depart from SHOULDs only', () => {
  const departures = variants.flatMap(({ departsFrom = [] }) => departsFrom);
  expect(departures.filter((id) => requirement(id).level !== 'SHOULD')).toEqual([]);
});

let ideal: string[] = [];
test.beforeAll(async () => {
  ideal = await responsesOf(referenceOperation({ fixtures }));
});

test('the ideal target gives the same responses twice', async () => {
  expect(await responsesOf(referenceOperation({ fixtures }))).toEqual(ideal);
  expect(probes.length).toBeGreaterThan(1000);
});

test('each variant that shows in the answers themselves changes one', async () => {
  // Some show in signed requests only, the last in what is told of as new or not.
  const elsewhere = [
    ...variantChapters.signatures.map(({ id }) => id),
    'signature-type-of-older-page',
    'unfinished-signature-400',
    'request-id-other-form',
  ];
  const silent: string[] = [];
  for (const variant of variants.filter(({ id }) => !elsewhere.includes(id)))
    if ((await firstDifference(referenceOperation({ fixtures, variant }), ideal)) === -1)
      silent.push(variant.id);
  expect(silent).toEqual([]);
});

test('every variant serves the everyday asset with its bytes', async () => {
  for (const variant of variants) {
    const response = await referenceOperation({ fixtures, variant })(requestOf({}));
    expect([variant.id, response.status, await digestOf(response)]).toEqual([
      variant.id,
      200,
      fixtures.set.packageVersions[0]?.assets[0]?.sha256,
    ]);
  }
});

async function digestOf({ body }: ReferenceResponse): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of body instanceof Uint8Array ? [body] : body.open()) hash.update(piece);
  return hash.digest('hex');
}
