import { type Candidate, Explanation, leastTelling, type Model } from './model.js';

/** Rounds in which causes are exchanged for better ones; each round can only make the explanation more likely. */
const mostRounds = 3;

/** A cause of the best explanation that was found, with what could stand in its place. */
export interface Cause {
  readonly candidate: Candidate;
  /** Probability, against every other cause and none in its place. */
  readonly confidence: number;
  /** Other causes for the same failures, most likely first. */
  readonly alternatives: readonly { readonly candidate: Candidate; readonly confidence: number }[];
}

/**
 * The most likely set of causes: the cause that gains most is added until none gains anything; then each is taken out and
 * the best is put in its place, until nothing changes.
 */
export function searchCauses(model: Model): readonly Cause[] {
  const explanation = new Explanation(model);
  const grow = () => {
    for (let next = explanation.best(); next; next = explanation.best()) explanation.add(next);
  };
  grow();
  for (let round = 0; round < mostRounds; round++) {
    let changed = false;
    for (const cause of explanation.causes) {
      explanation.remove(cause);
      const better = explanation.best();
      if (better) explanation.add(better);
      if (better !== cause) changed = true;
    }
    if (!changed) break;
    grow();
  }
  dropRedundant(explanation, model);
  return explanation.causes
    .map((candidate) => weigh(candidate, explanation, model))
    .sort((a, b) => weightOf(b.candidate, model) - weightOf(a.candidate, model));
}

/** Takes causes out whose failures the others explain, those that explain least first: few causes say more than many. */
function dropRedundant(explanation: Explanation, model: Model): void {
  const ordered = [...explanation.causes].sort((a, b) => weightOf(a, model) - weightOf(b, model));
  for (const cause of ordered) {
    const others = explanation.causes.filter((each) => each !== cause);
    const covered = new Set(others.flatMap((each) => tellingUnits(each)));
    if (tellingUnits(cause).every((unit) => covered.has(unit))) explanation.remove(cause);
  }
}

/** The failures that a cause brings about, in the way that was seen. */
const tellingUnits = ({ explained }: Candidate): number[] =>
  explained.filter(([, probability]) => probability >= leastTelling).map(([unit]) => unit);

/** Failures that a cause explains well. */
const weightOf = ({ explained }: Candidate, { units }: Model): number =>
  explained.reduce((sum, [unit, probability]) => sum + probability * (units[unit]?.weight ?? 1), 0);

/** How much less likely than the best an alternative may be. */
const leastShare = 0.02;

function weigh(candidate: Candidate, explanation: Explanation, { candidates }: Model): Cause {
  explanation.remove(candidate);
  const rivals = candidates
    .filter((each) => !explanation.has(each) && shares(each, candidate))
    .map((each) => ({ candidate: each, gain: explanation.gain(each) }));
  explanation.add(candidate);
  // No cause in its place gains nothing. In proportion to the best, no power of e is too large for a number.
  const most = Math.max(0, ...rivals.map(({ gain }) => gain));
  const total = rivals.reduce((sum, { gain }) => sum + Math.exp(gain - most), Math.exp(-most));
  const weighed = rivals
    .map(({ candidate: each, gain }) => ({ candidate: each, confidence: Math.exp(gain - most) / total }))
    .sort((one, other) => other.confidence - one.confidence);
  const own = weighed.find((each) => each.candidate === candidate)?.confidence ?? 0;
  return {
    candidate,
    confidence: own,
    alternatives: weighed.filter(
      ({ candidate: each, confidence }) => each !== candidate && confidence >= own * leastShare,
    ),
  };
}

/** Whether two causes explain some failure both. */
function shares(one: Candidate, other: Candidate): boolean {
  const own = new Set(one.explained.map(([unit]) => unit));
  return other.explained.some(([unit]) => own.has(unit));
}
