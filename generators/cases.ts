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

/**
 * The same cases one after the other, each generated when it is requested, in time and memory that grow with what was
 * taken: for runs too long to hold.
 */
export async function* streamCases<T>(
  arbitrary: fc.Arbitrary<T>,
  { seed, count }: CaseOptions,
): AsyncGenerator<GeneratedCase<T>, void, undefined> {
  // fast-check has no public generator of values that is lazy, but its runner is: it is held at each case until the
  // consumer comes back for the next, or ended by a failure if the consumer goes away.
  let next = waiting<IteratorResult<T, void>>();
  let resumed = waiting<boolean>();
  const property = fc.asyncProperty(arbitrary, async (value) => {
    resumed = waiting();
    next.resolve({ done: false, value });
    return resumed.promise;
  });
  const run = Promise.resolve(fc.check(property, { seed, numRuns: count, endOnFailure: true })).then(
    () => next.resolve({ done: true, value: undefined }),
    (error: unknown) => next.reject(error),
  );
  try {
    for (let index = 0; ; index += 1) {
      const result = await next.promise;
      if (result.done) return;
      yield { value: result.value, seed, path: String(index) };
      next = waiting();
      resumed.resolve(true);
    }
  } finally {
    resumed.resolve(false);
    await run;
  }
}

/** A promise, and what settles it. */
interface Waiting<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function waiting<T>(): Waiting<T> {
  let resolve: Waiting<T>['resolve'] = () => undefined;
  let reject: Waiting<T>['reject'] = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
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
