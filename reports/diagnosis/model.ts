import type { Dictionary, KnownDefect } from './dictionary.js';
import type { ObservedCheck } from './evidence.js';

/*
 * The weights of the model. They were chosen once, by reasoning, and are not yet confirmed by the benchmark (`bench/diagnosis.ts`);
 * none belongs to a single defect.
 */
/** How often a check fails for a reason that is in no dictionary. */
const leak = 0.0006;
/** How often a server has a certain defect. */
const prior = 0.004;
/** How often a check fails that a cause is known to break. Other defects may hide it, or fixtures may not show it. */
const hit = 0.93;
/** The same of a check with generated requests, which another seed may miss. */
const hitOfGenerated = 0.75;
/** How well symptoms agree: the same, some in common, unknown on one side, only the status in common, none. */
const agreement = { same: 1, some: 0.6, unknown: 0.5, status: 0.2, none: 0.04 } as const;

/** A failure counts as explained if the cause brings it about, in the way that was seen, at least this often. */
export const leastTelling = 0.15;

/** A cause with what it predicts about the checks of one run. */
export interface Candidate {
  readonly defect: KnownDefect;
  /** Observed failures that it predicts: index of the check, and how likely the cause brings about just this. */
  readonly explained: readonly (readonly [check: number, probability: number])[];
  /** Checks that held although it predicts their failure. */
  readonly contradicted: readonly (readonly [check: number, probability: number])[];
}

/** What is known of a run and of the causes that may be behind it. */
export interface Model {
  /** The checks that the dictionary knows, too. */
  readonly checks: readonly ObservedCheck[];
  readonly candidates: readonly Candidate[];
}

/** Causes that predict at least one of the failures, with all that they predict about this run. */
export function modelOf(observed: readonly ObservedCheck[], dictionary: Dictionary): Model {
  const checks = observed.filter(({ id }) => dictionary.checks.has(id));
  const indexOf = new Map(checks.map(({ id }, index) => [id, index]));
  const candidates = dictionary.defects.flatMap((defect): Candidate[] => {
    const explained: (readonly [number, number])[] = [];
    const contradicted: (readonly [number, number])[] = [];
    for (const [id, symptoms] of defect.failures) {
      const index = indexOf.get(id);
      const check = index === undefined ? undefined : checks[index];
      if (index === undefined || !check) continue;
      const likely = id.includes('generated') ? hitOfGenerated : hit;
      if (check.failed) explained.push([index, likely * agreementOf(symptoms, check.symptoms)]);
      else contradicted.push([index, likely]);
    }
    return explained.length > 0 ? [{ defect, explained, contradicted }] : [];
  });
  return { checks, candidates };
}

const statusOf = (symptom: string): string => symptom.slice(0, 3);

/** How well the symptoms that a cause is known for agree with those of a run. */
function agreementOf(known: readonly string[], seen: readonly string[]): number {
  if (known.length === 0 || seen.length === 0) return agreement.unknown;
  const common = known.filter((symptom) => seen.includes(symptom)).length;
  if (common === known.length && common === seen.length) return agreement.same;
  if (common > 0) return agreement.some;
  return known.some((symptom) => seen.some((other) => statusOf(other) === statusOf(symptom)))
    ? agreement.status
    : agreement.none;
}

/**
 * A set of causes, and how likely it makes what a run showed (noisy-or: each cause brings a failure about by itself). The
 * likelihood is kept as logarithms, in comparison with that of no cause at all.
 */
export class Explanation {
  readonly #causes = new Set<Candidate>();
  /** Of each check: the probability that no cause of the set breaks it in the way that was seen. */
  readonly #spared: Float64Array;

  constructor(private readonly model: Model) {
    this.#spared = new Float64Array(model.checks.length).fill(1);
  }

  get causes(): readonly Candidate[] {
    return [...this.#causes];
  }

  has(candidate: Candidate): boolean {
    return this.#causes.has(candidate);
  }

  /** What the logarithm of the posterior probability gains from a further cause. */
  gain({ explained, contradicted }: Candidate): number {
    let gain = Math.log(prior / (1 - prior));
    for (const [check, probability] of explained) {
      const spared = this.#spared[check] ?? 1;
      gain += Math.log((1 - (1 - leak) * spared * (1 - probability)) / (1 - (1 - leak) * spared));
    }
    for (const [, probability] of contradicted) gain += Math.log(1 - probability);
    return gain;
  }

  add(candidate: Candidate): void {
    this.#causes.add(candidate);
    for (const [check, probability] of candidate.explained)
      this.#spared[check] = (this.#spared[check] ?? 1) * (1 - probability);
  }

  remove(candidate: Candidate): void {
    this.#causes.delete(candidate);
    for (const [check, probability] of candidate.explained)
      this.#spared[check] = (this.#spared[check] ?? 1) / (1 - probability);
  }

  /** The candidate that gains most, if any gains something. */
  best(candidates: readonly Candidate[] = this.model.candidates): Candidate | undefined {
    let best: Candidate | undefined;
    let most = 0;
    for (const candidate of candidates) {
      if (this.#causes.has(candidate)) continue;
      const gain = this.gain(candidate);
      if (gain > most) {
        most = gain;
        best = candidate;
      }
    }
    return best;
  }
}
