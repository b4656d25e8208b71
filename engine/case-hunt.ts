import type { Arbitrary } from 'fast-check';
import { caseAt, type GeneratedCase, shrink, streamCases } from '../generators/index.js';
import type { EarlierFailure } from '../schemas/index.js';

/** Passing generated cases that are recorded in full; further ones are judged and counted only. */
export const recordedCases = 1000;
/** Exchanges spent on making a counterexample smaller. */
const shrinkingBudget = 60;

/** A case that breaks the requirement, and where fast-check finds it again. */
export interface BrokenCase<Case> {
  readonly case: Case;
  readonly seed: number;
  readonly path: string;
}

/**
 * Sends one case.
 * @param keep whether its exchange is to be recorded even if it holds
 * @returns `silent` if the target did not answer: to try smaller cases would only mean to wait again
 */
export type SendCase<Case> = (generated: Case, keep: boolean) => Promise<'holds' | 'broken' | 'silent'>;

export interface HuntOptions {
  /** Seed of the check's cases. */
  readonly seed: number;
  readonly count: number;
  /** Only the case at this path. */
  readonly path?: string;
  /** Cases under way at most. */
  readonly concurrency: number;
}

/** The cases of a property, or the one that was requested. */
function casesOf<Case>(
  arbitrary: Arbitrary<Case>,
  { seed, count, path }: HuntOptions,
): Iterator<GeneratedCase<Case>> {
  if (path === undefined) return streamCases(arbitrary, { seed, count });
  return [{ value: caseAt(arbitrary, { seed, path }), seed, path }].values();
}

/**
 * Tries generated cases until one breaks the requirement, then lets fast-check look for the smallest that does. Which
 * one is found does not depend on how many are under way: all that come before it were tried.
 */
export async function hunt<Case>(
  arbitrary: Arbitrary<Case>,
  options: HuntOptions,
  trial: SendCase<Case>,
): Promise<BrokenCase<Case> | undefined> {
  const { seed } = options;
  const cases = casesOf(arbitrary, options);
  const broken: { index: number; found: BrokenCase<Case>; answered: boolean }[] = [];
  let index = 0;
  const trySome = async (most = Number.POSITIVE_INFINITY): Promise<void> => {
    for (let tried = 0; tried < most && broken.length === 0; tried++) {
      const next = cases.next();
      if (next.done) return;
      const own = index++;
      const { value, path } = next.value;
      const state = await trial(value, own < recordedCases);
      if (state !== 'holds')
        broken.push({ index: own, found: { case: value, seed, path }, answered: state === 'broken' });
    }
  };
  // One goes first: if every case hangs, one is enough to wait for.
  await trySome(1);
  await Promise.all(Array.from({ length: options.concurrency }, () => trySome()));
  const [first] = broken.sort((a, b) => a.index - b.index);
  // A single case was requested as it is: a smaller one would be another request.
  if (!first?.answered || options.path !== undefined) return first?.found;
  const holds = async (value: Case): Promise<boolean> => (await trial(value, true)) === 'holds';
  const smaller = await shrink(arbitrary, first.found, holds, shrinkingBudget);
  return smaller ? { case: smaller.counterexample, seed, path: smaller.path } : first.found;
}

/** What a case that failed in an earlier run does now. */
export interface EarlierCase<Case> extends BrokenCase<Case> {
  readonly state: 'fixed' | 'still failing';
}

/** Tries what failed in earlier runs, one after the other. */
export async function tryEarlier<Case>(
  arbitrary: Arbitrary<Case>,
  failures: readonly EarlierFailure[],
  trial: SendCase<Case>,
): Promise<readonly EarlierCase<Case>[]> {
  const tried: EarlierCase<Case>[] = [];
  for (const { seed, path } of failures) {
    const value = caseAt(arbitrary, { seed, path });
    const state = (await trial(value, true)) === 'holds' ? 'fixed' : 'still failing';
    tried.push({ case: value, seed, path, state });
  }
  return tried;
}
