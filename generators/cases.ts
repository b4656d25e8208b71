import * as fc from 'fast-check';

/** The seed of a run that names none: one with which the usual number of cases misses nothing, as a test shows. */
export const defaultSeed = 1;
/** Generated cases for each property, unless a run says otherwise. */
export const defaultCount = 100;

/** Where a generated value comes from: together they give the same value again. */
export interface CaseOrigin {
  readonly seed: number;
  /** fast-check's path: the index of the case, then the choice at each step of shrinking, as in `17:0:3`. */
  readonly path: string;
}

export interface GeneratedCase<T> extends CaseOrigin {
  readonly value: T;
}

/** What a failing case was shrunk to. */
export interface Counterexample<T> extends CaseOrigin {
  readonly counterexample: T;
  /** Times that the predicate was asked. */
  readonly attempts: number;
}

/** How many cases to generate, and from what. */
export interface CaseOptions {
  readonly seed: number;
  readonly count: number;
}

/** The cases of one property, all immediately: case `i` is what fast-check generates for the path `String(i)`. */
export function generateCases<T>(
  arbitrary: fc.Arbitrary<T>,
  { seed, count }: CaseOptions,
): GeneratedCase<T>[] {
  return fc
    .sample(arbitrary, { seed, numRuns: count })
    .map((value, index) => ({ value, seed, path: String(index) }));
}

/** Cases that are held at a time: as many as were taken before, within these limits. */
const held = { least: 100, most: 1000 };

/**
 * The same cases one after the other, in memory that does not grow with their number: for runs too long to hold. They
 * are generated some at a time, since fast-check has no public generator of values that is lazy, and since that is
 * quicker than to hold its runner at each of them.
 */
export function* streamCases<T>(
  arbitrary: fc.Arbitrary<T>,
  { seed, count }: CaseOptions,
): Generator<GeneratedCase<T>, void, undefined> {
  for (let index = 0; index < count; ) {
    const size = Math.min(Math.max(index, held.least), held.most, count - index);
    // A path without a colon is the index of the case to begin with.
    for (const value of fc.sample(arbitrary, { seed, path: String(index), numRuns: size }))
      yield { value, seed, path: String(index++) };
  }
}

/** The value at a path: replays a generated or shrunken case. */
export function caseAt<T>(arbitrary: fc.Arbitrary<T>, { seed, path }: CaseOrigin): T {
  const [value] = fc.sample(arbitrary, { seed, path, numRuns: 1 });
  if (value === undefined) throw new Error(`seed ${seed} has no case at the path ${path}`);
  return value;
}

/**
 * Lets fast-check shrink a failing case.
 * @param origin the case that failed
 * @param holds whether a value passes; asked one value at a time, the failing case first
 * @param attempts how often to ask at most; the smallest failing value so far stands when they are used up
 * @returns undefined if the case passes this time
 */
export async function shrink<T>(
  arbitrary: fc.Arbitrary<T>,
  { seed, path }: CaseOrigin,
  holds: (value: T) => Promise<boolean>,
  attempts = 200,
): Promise<Counterexample<T> | undefined> {
  let asked = 0;
  let over = false;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    if (over) return true;
    asked += 1;
    over = asked === attempts;
    const passed = await holds(value);
    // If the case itself passes, fast-check would go on to the cases after it.
    if (asked === 1 && passed) over = true;
    return passed;
  });
  // Without a colon the path names a generated case, and one run is that case alone.
  const details = await fc.check(property, { seed, path, numRuns: 1 });
  if (!details.failed || details.counterexample === null || details.counterexamplePath === null)
    return undefined;
  return {
    counterexample: details.counterexample[0],
    seed,
    path: details.counterexamplePath,
    attempts: asked,
  };
}
