import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import {
  caseAt,
  defaultSeed,
  faultArbitrary,
  type GeneratedCase,
  generateCases,
  sampleRequest,
  shrink,
  singleFaults,
  streamCases,
  twoFaults,
  validValue,
} from '../generators/index.js';

/** Arbitraries with every construction that the generators use: weights, mapping, filters, chains, cross shrinking. */
const arbitraries: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
  ['biased integers', fc.integer()],
  ['biased arrays', fc.array(fc.nat(), { size: 'large' })],
  ['valid assets', validValue('asset')],
  ['faults of a repository', singleFaults('repository')],
  ['two faults', twoFaults(sampleRequest)],
];

/** The values that fast-check hands to a property when it runs it from the start. */
async function handedToProperty<T>(arbitrary: fc.Arbitrary<T>, seed: number, numRuns: number): Promise<T[]> {
  const values: T[] = [];
  const property = fc.asyncProperty(arbitrary, async (value) => void values.push(value));
  await fc.check(property, { seed, numRuns });
  return values;
}

function take<T>(cases: Iterable<GeneratedCase<T>>, count: number): GeneratedCase<T>[] {
  const taken: GeneratedCase<T>[] = [];
  for (const one of cases) if (taken.push(one) === count) break;
  return taken;
}

test.describe('cases', () => {
  for (const [title, arbitrary] of arbitraries) {
    test(`${title}: case i is what fast-check runs at the path i, early and late`, async () => {
      const cases = generateCases(arbitrary, { seed: 42, count: 150 });
      const run = await handedToProperty(arbitrary, 42, 150);
      expect(cases.map(({ value }) => value)).toEqual(run);
      for (const index of [0, 1, 9, 99, 149]) {
        const path = String(index);
        expect(cases[index]?.path).toBe(path);
        const replayed: unknown[] = [];
        const property = fc.property(arbitrary, (value) => void replayed.push(value));
        fc.check(property, { seed: 42, path, numRuns: 1 });
        expect(replayed).toEqual([run[index]]);
        expect(caseAt(arbitrary, { seed: 42, path })).toEqual(run[index]);
      }
    });

    test(`${title}: a stream gives the same cases as the list`, () => {
      const streamed = take(streamCases(arbitrary, { seed: 42, count: 450 }), 1000);
      expect(streamed).toEqual(generateCases(arbitrary, { seed: 42, count: 450 }));
    });
  }

  test('the same seed gives the same cases, another seed others, and more cases begin with fewer', () => {
    const values = (seed: number, count: number) => generateCases(validValue('asset'), { seed, count });
    expect(values(1, 50)).toEqual(values(1, 50));
    expect(values(1, 200).slice(0, 50)).toEqual(values(1, 50));
    expect(values(2, 50)).not.toEqual(values(1, 50));
  });

  test('a stream that is left early ends, and generates no further', () => {
    let generated = 0;
    const counting = fc.nat().map((value) => {
      generated += 1;
      return value;
    });
    expect(take(streamCases(counting, { seed: 1, count: 1_000_000 }), 10)).toHaveLength(10);
    expect(generated).toBeLessThan(200);
  });

  test('an error while generating reaches the consumer of a stream', () => {
    const failing = fc.nat().map((): number => {
      throw new Error('cannot be made');
    });
    expect(() => take(streamCases(failing, { seed: 1, count: 5 }), 5)).toThrow(/cannot be made/);
  });

  test('a stream generates each case once, however many there are', () => {
    let generated = 0;
    const counting = fc.nat().map((value) => {
      generated += 1;
      return value;
    });
    for (const count of [200, 2_000]) {
      generated = 0;
      let seen = 0;
      for (const _ of streamCases(counting, { seed: 1, count })) seen += 1;
      expect({ seen, generated }).toEqual({ seen: count, generated: count });
    }
  });
});

test.describe('shrinking', () => {
  const tooLong = faultArbitrary('asset', 'AST-MAX');

  test('starts at the failing case, and ends at the smallest value that fails', async () => {
    const arbitrary = fc.array(fc.nat(1000), { maxLength: 30 });
    const fails = (value: readonly number[]) => value.some((entry) => entry >= 10);
    const failing = generateCases(arbitrary, { seed: 3, count: 100 }).filter(({ value }) => fails(value));
    for (const origin of failing.slice(-3)) {
      const asked: unknown[] = [];
      const result = await shrink(arbitrary, origin, async (value) => {
        asked.push(value);
        return !fails(value);
      });
      expect(asked[0]).toEqual(origin.value);
      expect(result).toMatchObject({ counterexample: [10], seed: 3, attempts: asked.length });
      expect(result?.path.split(':')[0]).toBe(origin.path);
    }
  });

  test('the shrunken path replays the counterexample', async () => {
    for (const [title, arbitrary] of arbitraries) {
      const origin = { seed: 42, path: '99' };
      const original = JSON.stringify(caseAt(arbitrary, origin)).length;
      const result = await shrink(
        arbitrary,
        origin,
        async (value) => JSON.stringify(value).length < original / 2,
      );
      expect(result, title).toBeDefined();
      if (result !== undefined) expect(caseAt(arbitrary, result), title).toEqual(result.counterexample);
    }
  });

  test('a shrunken fault is still a fault of the same requirement', async () => {
    const [origin] = generateCases(tooLong, { seed: defaultSeed, count: 1 });
    if (origin === undefined) throw new Error('no case');
    const result = await shrink(tooLong, origin, async () => false);
    expect(result?.counterexample).toMatchObject({ requirement: 'AST-MAX', value: 'a'.repeat(256) });
  });

  test('a case that passes this time has no counterexample', async () => {
    expect(await shrink(fc.nat(), { seed: 1, path: '5' }, async () => true)).toBeUndefined();
  });

  test('the cases after it are not asked, whether its path is of a generated or a shrunken case', async () => {
    for (const path of ['5', '5:0', '5:0:0']) {
      let asked = 0;
      const result = await shrink(fc.array(fc.nat(), { minLength: 3 }), { seed: 1, path }, async () => {
        asked += 1;
        return asked === 1;
      });
      expect([result, asked], path).toEqual([undefined, 1]);
    }
  });

  test('asks no more often than allowed, and keeps the smallest failure so far', async () => {
    let asked = 0;
    const result = await shrink(
      fc.array(fc.nat(), { minLength: 50, maxLength: 100, size: 'max' }),
      { seed: 1, path: '3' },
      async () => {
        asked += 1;
        return false;
      },
      7,
    );
    expect(asked).toBe(7);
    expect(result?.attempts).toBe(7);
    expect(result?.path.split(':')).toHaveLength(7);
  });

  test('a predicate that throws counts as a failure', async () => {
    const result = await shrink(fc.nat({ max: 5 }), { seed: 1, path: '5' }, async () => {
      throw new Error('broken');
    });
    expect(result?.counterexample).toBe(0);
  });
});
