import { expect, test } from '@playwright/test';
import { profiles, type Results } from '../schemas/index.js';
import { variantChapters } from '../targets/reference/index.js';
import { assess, withVerdict } from './kill-matrix/assess.js';

/** Large assets say nothing about these differences and take their time. */
const claimed = profiles.filter((profile) => profile !== 'scale');

/** One request for each character of each pattern, hundreds of them: they show which are refused, not how. */
const characterByCharacter = /-PAT\/.*: (named faults|each character is accepted)$/;
/** Variants for which it may matter which character it is. */
const aboutCharacters =
  /rules|characters|escape|plus|normalised|case-insensitive|constraints|white-space|namespace/;

const evidence = ({ requirements }: Results): string =>
  requirements
    .flatMap(({ checks }) => checks)
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'info')
    .map(
      ({ id, verdict, expected, actual, reason }) =>
        `${verdict} ${id}\n  expected ${expected}\n  actual ${actual}\n  ${reason ?? ''}`,
    )
    .join('\n');

/** Milliseconds for an exchange: on a busy machine, a timeout would be taken for a fault of the target. */
const timeout = 10_000;

test('the ideal target meets every SHOULD', async () => {
  const results = await assess({ cases: 2, timeout });
  expect(results.verdict, evidence(results)).toBe('conformant');
  expect(withVerdict(results, 'warn'), evidence(results)).toEqual([]);
});

/** The requests of another seed are others. With `SEND_EVERY_REQUEST`, as in CI, there is time for more. */
const seeds = process.env.SEND_EVERY_REQUEST === undefined ? [2] : [2, 3, 4];

for (const seed of seeds)
  test(`the ideal target is conformant with the seed ${seed}`, async () => {
    const results = await assess({ seed, cases: 10, claimed, timeout });
    expect(results.verdict, evidence(results)).toBe('conformant');
  });

for (const [chapter, own] of Object.entries(variantChapters))
  test.describe(chapter, () => {
    // Together: each worker finds out by itself what the ideal target responds.
    test.describe.configure({ mode: 'default' });
    for (const variant of own)
      test(`${variant.id} is lawful: ${variant.summary}`, async () => {
        const results = await assess({
          change: { variant },
          remember: { checks: true },
          timeout,
          cases: 1,
          claimed:
            chapter === 'signatures' || /signature|auth/.test(variant.id)
              ? claimed
              : claimed.filter((each) => each !== 'auth'),
          ...(aboutCharacters.test(variant.id) ? {} : { without: characterByCharacter }),
        });
        expect(results.verdict, evidence(results)).toBe('conformant');
        const allowed = variant.departsFrom ?? [];
        expect(
          withVerdict(results, 'warn').filter((id) => !allowed.includes(id)),
          evidence(results),
        ).toEqual([]);
      });
  });
