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
  cases: fc.constantFrom(10, 10, 10, 30, 100),
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
 * The defects in two halves, by a hash of their ids. Anyone who changes the model looks at the misses of the first half only;
 * the figures of the second show whether the change holds for defects that nobody looked at.
 */
export type Half = 'training' | 'validation';

export const halfOf = (id: string): Half => (rank(id) % 2 === 0 ? 'training' : 'validation');

/** All defects of a trial are of the same half. */
export function halfOfTrial({ defects: [first = ''] }: PlannedTrial): Half {
  return halfOf(first);
}

/** A number for a text, the same each time: what is drawn stays the same when defects are added. */
const rank = (text: string): number => createHash('md5').update(text).digest().readUInt32BE();

const inOrder = (of: readonly Defect[], draw: string): Defect[] =>
  of.toSorted((one, other) => rank(`${draw} ${one.id}`) - rank(`${draw} ${other.id}`));

const conditionsOf = (draw: string): Conditions =>
  fc.sample(conditions, { seed: rank(draw) | 0, numRuns: 1 })[0] as Conditions;

/** Every seeded defect by itself, or as many as are requested, each under conditions of its own. */
export function singles(count = defects.length): PlannedTrial[] {
  return inOrder(defects, 'one')
    .slice(0, count)
    .map((defect) => trial([defect], conditionsOf(`one ${defect.id}`)));
}

/** Several defects at once, of one half and the other in turn. */
export function groups(size: number, count: number): PlannedTrial[] {
  return Array.from({ length: count }, (_, at) => {
    const half: Half = at % 2 === 0 ? 'training' : 'validation';
    const draw = `${size} at once, ${at}`;
    const chosen = inOrder(
      defects.filter(({ id }) => halfOf(id) === half),
      draw,
    ).slice(0, size);
    return trial(chosen, conditionsOf(draw));
  });
}

/** Conformant servers, half of them with a lawful difference. */
export function conformant(count: number): PlannedTrial[] {
  return Array.from({ length: count }, (_, at) => trial([], conditionsOf(`none, ${at}`)));
}
