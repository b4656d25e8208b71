import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Profile } from '../../schemas/index.js';
import { profiles, requirement } from '../../schemas/index.js';
import { type Defect, defects, type Variant, variants } from '../../targets/reference/index.js';

/** One server with known defects, and how it is tested: another implementation of these defects than the dictionary's. */
export interface PlannedTrial {
  readonly defects: readonly string[];
  readonly seed: number;
  readonly cases: number;
  /** Seed of another fixture set; absent for the default set. */
  readonly fixtures?: number;
  readonly variant?: string;
  readonly claimed: readonly Profile[];
}

/** Profiles that cost a run much, and matter to defects of theirs only. */
const costly: readonly Profile[] = ['auth', 'scale', 'clients'];
const ordinary = profiles.filter((each) => !costly.includes(each));
/** Profiles that a defect is seen with. */
const needed = ({ breaks, needs }: Defect): Profile[] => [
  requirement(breaks).profile,
  ...(needs ? [needs] : []),
];

/** Lawful differences that need nothing else to be claimed. */
const ordinaryVariants: readonly Variant[] = variants.filter(({ id }) => !/signature|auth/.test(id));

const conditions = fc.record({
  seed: fc.integer({ min: 2, max: 1_000_000 }),
  cases: fc.constantFrom(10, 10, 30, 30, 100),
  fixtures: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined, freq: 1 }),
  variant: fc.option(fc.constantFrom(...ordinaryVariants.map(({ id }) => id)), { nil: undefined, freq: 1 }),
  few: fc.boolean(),
  signed: fc.constantFrom(true, false, false, false, false, false),
});
type Conditions = typeof conditions extends fc.Arbitrary<infer T> ? T : never;

function trial(
  chosen: readonly Defect[],
  { few, signed, fixtures, variant, ...rest }: Conditions,
): PlannedTrial {
  const own = [...chosen.flatMap(needed), ...(signed ? (['auth'] as const) : [])];
  const claimed = few ? ['core' as const, ...own] : [...ordinary, ...own];
  return {
    ...rest,
    defects: chosen.map(({ id }) => id),
    claimed: profiles.filter((each) => claimed.includes(each)),
    ...(fixtures === undefined ? {} : { fixtures }),
    ...(variant === undefined ? {} : { variant }),
  };
}

/**
 * The defects in two halves, by a hash of their ids. Whoever changes the model looks at the misses of the first half only;
 * the figures of the second show whether the change holds for defects that nobody looked at.
 */
export type Half = 'training' | 'validation';

export function halfOf(id: string): Half {
  return (createHash('md5').update(id).digest()[0] ?? 0) % 2 === 0 ? 'training' : 'validation';
}

/** All defects of a trial are of the same half. */
export function halfOfTrial({ defects: [first = ''] }: PlannedTrial): Half {
  return halfOf(first);
}

/** Every seeded defect by itself, or as many as are asked for, each under conditions drawn with a fixed seed. */
export function singles(count = defects.length): PlannedTrial[] {
  const drawn = fc.sample(conditions, { seed: 1, numRuns: defects.length });
  const order = fc.sample(fc.shuffledSubarray([...defects], { minLength: defects.length }), {
    seed: 2,
    numRuns: 1,
  });
  return (order[0] ?? []).slice(0, count).flatMap((defect, at) => {
    const condition = drawn[at];
    return condition ? [trial([defect], condition)] : [];
  });
}

/** Several defects at once, drawn with a fixed seed from one half and the other in turn. */
export function groups(size: number, count: number): PlannedTrial[] {
  const ofHalf = (half: Half): fc.Arbitrary<Defect[]> =>
    fc.uniqueArray(fc.constantFrom(...defects.filter(({ id }) => halfOf(id) === half)), {
      minLength: size,
      maxLength: size,
      selector: ({ id }) => id,
    });
  const drawn = (half: Half, seed: number): [Defect[], Conditions][] =>
    fc.sample(fc.tuple(ofHalf(half), conditions), { seed, numRuns: Math.ceil(count / 2) });
  const training = drawn('training', size);
  const validation = drawn('validation', size + 100);
  return training
    .flatMap((each, at) => [each, ...validation.slice(at, at + 1)])
    .slice(0, count)
    .map(([chosen, condition]) => trial(chosen, condition));
}

/** Conformant servers: the variants. */
export function conformant(count: number): PlannedTrial[] {
  return fc.sample(conditions, { seed: 7, numRuns: count }).map((condition) => trial([], condition));
}
