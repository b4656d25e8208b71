import { fitOf, probabilityKnown } from './fit.js';
import { type Candidate, Explanation, leastTelling, type Model, tellingOf } from './model.js';

/** Rounds in which causes are exchanged for better ones; each round can only make the explanation more likely. */
const mostRounds = 3;
/** An exchange has to gain this much, as a logarithm, so that rounding does not exchange causes for ever. */
const leastGain = 1e-6;
/**
 * What a cause of a failure that is left over has to gain: less than nothing, because something has to be behind it. What
 * is as improbable as no cause at all is not named.
 */
const leastLeftGain = -6;
/** A failure that others explain this much less well than a cause does still counts as explained by them. */
const nearlyAsWell = 0.5;

/** A cause of the best explanation that was found, with what could stand in its place. */
export interface Cause {
  readonly candidate: Candidate;
  /** Probability, against every other known cause and none in its place. */
  readonly posterior: number;
  /** The same, times the probability that the cause is a known one at all. */
  readonly confidence: number;
  /** Other causes for the same failures, most likely first. */
  readonly alternatives: readonly { readonly candidate: Candidate; readonly confidence: number }[];
}

/**
 * The most likely set of causes: the cause that gains most is added until none gains anything; then each is taken out, and
 * others are put in its place if they are more likely together, until nothing changes.
 */
export function searchCauses(model: Model): readonly Cause[] {
  const ranked = rankedCandidates(model);
  let explanation = grown(new Explanation(model), ranked);
  for (let round = 0; round < mostRounds; round++) {
    let changed = false;
    for (const cause of explanation.causes) {
      const other = exchanged(explanation, cause, ranked);
      if (!other) continue;
      explanation = other;
      changed = true;
    }
    if (!changed) break;
  }
  dropRedundant(explanation);
  for (const cause of explanation.causes) replaceWithBest(explanation, cause, ranked);
  completeWith(explanation, model);
  return explanation.causes
    .map((candidate) => weigh(candidate, explanation, ranked, model))
    .sort((a, b) => weightOf(b.candidate, model) - weightOf(a.candidate, model));
}

interface Ranked {
  readonly candidate: Candidate;
  /** What it gains alone: in company it can only gain less, because others may explain the same failures. */
  readonly alone: number;
}

/** The candidates that gain something, those that gain most first. */
function rankedCandidates(model: Model): readonly Ranked[] {
  const none = new Explanation(model);
  return model.candidates
    .map((candidate) => ({ candidate, alone: none.gain(candidate) }))
    .filter(({ alone }) => alone > 0)
    .sort((a, b) => b.alone - a.alone);
}

/** Adds the cause that gains most, until none gains anything. */
function grown(explanation: Explanation, ranked: readonly Ranked[], without?: Candidate): Explanation {
  for (;;) {
    const next = best(explanation, ranked, without);
    if (!next) return explanation;
    explanation.add(next);
  }
}

function best(
  explanation: Explanation,
  ranked: readonly Ranked[],
  without: Candidate | undefined,
): Candidate | undefined {
  let found: Candidate | undefined;
  let most = 0;
  for (const { candidate, alone } of ranked) {
    if (alone <= most) break;
    if (candidate === without || explanation.has(candidate)) continue;
    const gain = explanation.gain(candidate);
    if (gain <= most) continue;
    most = gain;
    found = candidate;
  }
  return found;
}

/** The explanation with others in place of a cause, if these are more likely. */
function exchanged(
  explanation: Explanation,
  cause: Candidate,
  ranked: readonly Ranked[],
): Explanation | undefined {
  if (!explanation.has(cause)) return undefined;
  const other = explanation.copy();
  other.remove(cause);
  const lost = other.gain(cause);
  const rest = other.copy();
  grown(other, ranked, cause);
  dropNeedless(other);
  return totalOf(other, rest) > lost + leastGain ? other : undefined;
}

/** Takes causes out that gain nothing any more. */
function dropNeedless(explanation: Explanation): void {
  for (const cause of explanation.causes) if (explanation.gainOf(cause) < 0) explanation.remove(cause);
}

/** What an explanation gains over another one. */
function totalOf(explanation: Explanation, over: Explanation): number {
  const common = over.copy();
  let total = 0;
  for (const cause of over.causes)
    if (!explanation.has(cause)) {
      common.remove(cause);
      total -= common.gain(cause);
    }
  for (const cause of explanation.causes)
    if (!common.has(cause)) {
      total += common.gain(cause);
      common.add(cause);
    }
  return total;
}

/** Takes causes out whose failures the others explain, the least needed first: few causes say more than many. */
function dropRedundant(explanation: Explanation): void {
  for (;;) {
    const [least] = explanation.causes
      .filter((cause) => isRedundant(cause, coverageOf(explanation.causes.filter((each) => each !== cause))))
      .map((cause) => ({ cause, gain: explanation.gainOf(cause) }))
      .sort((a, b) => a.gain - b.gain);
    if (!least) return;
    explanation.remove(least.cause);
  }
}

/** Puts the most likely cause in the place of one that stayed only because it was not needed least. */
function replaceWithBest(explanation: Explanation, cause: Candidate, ranked: readonly Ranked[]): void {
  explanation.remove(cause);
  const other = best(explanation, ranked, cause);
  const isBetter = other !== undefined && explanation.gain(other) > explanation.gain(cause) + leastGain;
  explanation.add(isBetter ? other : cause);
}

/** How well causes explain each failure. */
function coverageOf(causes: readonly Candidate[]): ReadonlyMap<number, number> {
  const coverage = new Map<number, number>();
  for (const { explained } of causes)
    for (const [unit, probability] of explained)
      coverage.set(unit, Math.max(probability, coverage.get(unit) ?? 0));
  return coverage;
}

/** Whether others explain all failures of a cause, nearly as well. */
const isRedundant = (cause: Candidate, coverage: ReadonlyMap<number, number>): boolean =>
  cause.explained.every(
    ([unit, probability]) =>
      probability < leastTelling || (coverage.get(unit) ?? 0) >= probability * nearlyAsWell,
  );

/**
 * Adds causes for failures that are left over. Odd failures beside those of a broad cause may be its doing; but if all that
 * a cause brings about is left over, that cause is more likely.
 */
function completeWith(explanation: Explanation, model: Model): void {
  const none = new Explanation(model);
  const covered = new Set<number>();
  const cover = (cause: Candidate): void => {
    for (const [unit] of tellingOf(cause)) covered.add(unit);
  };
  explanation.causes.forEach(cover);
  const possible = model.candidates
    .map((candidate) => ({ candidate, telling: tellingOf(candidate) }))
    .map((each) => ({ ...each, gain: none.gain({ ...each.candidate, explained: each.telling }) }))
    .filter(({ telling, gain }) => telling.length > 0 && gain > leastLeftGain)
    .sort((a, b) => b.gain - a.gain);
  for (const { candidate, telling } of possible) {
    if (explanation.has(candidate) || telling.some(([unit]) => covered.has(unit))) continue;
    explanation.add(candidate);
    cover(candidate);
  }
}

/** Failures that a cause explains well. */
const weightOf = ({ explained }: Candidate, { units }: Model): number =>
  explained.reduce((sum, [unit, probability]) => sum + probability * (units[unit]?.weight ?? 1), 0);

/** How much less likely than the best an alternative may be. */
const leastShare = 0.02;
/** What is less likely among the known causes is not weighed any further. */
const leastPosterior = 0.001;

function weigh(
  candidate: Candidate,
  explanation: Explanation,
  ranked: readonly Ranked[],
  model: Model,
): Cause {
  explanation.remove(candidate);
  const coverage = coverageOf(explanation.causes);
  const own = new Set(candidate.explained.map(([unit]) => unit));
  const others = ranked.map((each) => each.candidate).filter((each) => each !== candidate);
  const rivals = [candidate, ...others]
    .filter(
      (each) =>
        each === candidate ||
        (!explanation.has(each) &&
          each.explained.some(([unit]) => own.has(unit)) &&
          !isRedundant(each, coverage)),
    )
    .map((each) => ({ candidate: each, gain: explanation.gain(each) }));
  explanation.add(candidate);
  // In proportion to the best, no power of e is too large for a number.
  const most = Math.max(leastLeftGain, ...rivals.map(({ gain }) => gain));
  const total = rivals.reduce((sum, { gain }) => sum + Math.exp(gain - most), Math.exp(leastLeftGain - most));
  const weighed = rivals
    .map(({ candidate: each, gain }) => ({ candidate: each, posterior: Math.exp(gain - most) / total }))
    .filter(({ candidate: each, posterior }) => each === candidate || posterior >= leastPosterior)
    .map(({ candidate: each, posterior }) => ({
      candidate: each,
      posterior,
      confidence: posterior * probabilityKnown(fitOf(each, coverage, model)),
    }))
    .sort((one, other) => other.confidence - one.confidence);
  const { posterior = 0, confidence = 0 } = weighed.find((each) => each.candidate === candidate) ?? {};
  return {
    candidate,
    posterior,
    confidence,
    alternatives: weighed.filter(
      (each) => each.candidate !== candidate && each.confidence >= confidence * leastShare,
    ),
  };
}
