import { isGenerated } from './evidence.js';
import { type Candidate, leastTelling, type Model } from './model.js';
import { weights } from './weights.js';

/**
 * How well what a cause predicts agrees with what a run showed. A posterior probability only compares causes that are
 * known: whatever is least unlike a defect that nobody seeded would win. A cause that is there fits; one that is only the
 * most similar seldom does.
 */
export interface Fit {
  /** Share of the assessed checks that it should break, that failed. */
  readonly broken: number;
  /** How well the symptoms of these agree, from 0 to 1. */
  readonly alike: number;
  /** In these: share of the cases that failed exactly if the cause is known to break them. */
  readonly cases: number;
  /** Of the failures that no other cause explains: the share that it does. */
  readonly explained: number;
  /** Whether it broke the requirement that it is known to break. */
  readonly ownBroken: boolean;
}

/** A check with generated requests may miss what a cause breaks, so it counts for less. */
const weightOfGenerated = 0.5;

/**
 * How well a cause fits.
 *
 * @param elsewhere by index of a unit: how likely the other causes bring it about
 */
export function fitOf(
  { predicted, explained, ownBroken }: Pick<Candidate, 'predicted' | 'explained' | 'ownBroken'>,
  elsewhere: ReadonlyMap<number, number>,
  { units, checks }: Pick<Model, 'units' | 'checks'>,
): Fit {
  const weightOf = (check: number): number => (isGenerated(checks[check]?.id ?? '') ? weightOfGenerated : 1);
  const failed = predicted.filter(({ agreement }) => agreement !== undefined);
  const ofFailed = sum(failed.map(({ check }) => weightOf(check)));
  const agreed = sum(failed.map(({ check, agreement = 0 }) => weightOf(check) * agreement));
  const casesHeld = new Map(
    failed.flatMap(({ check, casesHeld: held }) =>
      checks[check]?.cases.length ? [[check, held] as const] : [],
    ),
  );
  const probabilities = new Map(explained);
  const cases = { right: 0, wrong: sum([...casesHeld.values()]) };
  const failures = { own: 0, left: 0 };
  units.forEach(({ check, weight }, unit) => {
    const isOwn = (probabilities.get(unit) ?? 0) >= leastTelling;
    if (!isOwn && (elsewhere.get(unit) ?? 0) >= leastTelling) return;
    failures[isOwn ? 'own' : 'left'] += weight;
    if (casesHeld.has(check)) cases[isOwn ? 'right' : 'wrong'] += 1;
  });
  return {
    broken: share(ofFailed, sum(predicted.map(({ check }) => weightOf(check)))),
    alike: share(agreed, ofFailed),
    cases: share(cases.right, cases.right + cases.wrong),
    explained: share(failures.own, failures.own + failures.left),
    ownBroken,
  };
}

/**
 * The probability that a cause is the one in the dictionary, rather than one that nobody seeded and that looks like it: a
 * logistic regression, see `docs/diagnosis.md`.
 */
export function probabilityKnown({ broken, alike, cases, explained, ownBroken }: Fit): number {
  const { fit } = weights;
  const odds =
    fit.perfect -
    fit.broken * (1 - broken) -
    fit.alike * (1 - alike) -
    fit.cases * (1 - cases) -
    fit.explained * (1 - explained) -
    (ownBroken ? 0 : fit.ownHeld);
  return 1 / (1 + Math.exp(-odds));
}

const sum = (of: readonly number[]): number => of.reduce((total, each) => total + each, 0);
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
