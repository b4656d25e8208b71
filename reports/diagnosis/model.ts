import type { Dictionary, KnownDefect } from './dictionary.js';
import { isGenerated, type ObservedCheck } from './evidence.js';
import { weights } from './weights.js';

/** A failure counts as explained if the cause brings it about, in the way that was seen, at least this often. */
export const leastTelling = 0.15;

/**
 * A piece of evidence: a check that failed, or one case of a check that names its cases. The cases of one check have much
 * in common, so each counts for less the more there are.
 */
export interface FailedUnit {
  /** Index of the check. */
  readonly check: number;
  readonly weight: number;
}

/** A cause with what it predicts about the checks of one run. */
export interface Candidate {
  readonly defect: KnownDefect;
  /** Other defects that predict exactly the same about this run: nothing in it tells them apart. */
  readonly alike: readonly KnownDefect[];
  /** Observed failures that it predicts: index of the unit, and how likely the cause brings about just this. */
  readonly explained: readonly (readonly [unit: number, probability: number])[];
  /** What speaks against it, as a logarithm: failures that it predicts, and that did not happen. */
  readonly contradicted: number;
  /** What it predicts, check by check. */
  readonly predicted: readonly Prediction[];
  /** Whether it broke the requirement that it is known to break; taken for granted of a general one, which breaks many. */
  readonly ownBroken: boolean;
}

/** What a cause predicts about one check that was assessed. */
export interface Prediction {
  /** Index of the check. */
  readonly check: number;
  /** How well the symptoms agree, from 0 to 1; undefined if the check held. */
  readonly agreement?: number;
  /** Cases that the cause is known to break, and that held. */
  readonly casesHeld: number;
}

/** The failures that a cause brings about, in the way that was seen. */
export const tellingOf = ({ explained }: Candidate): Candidate['explained'] =>
  explained.filter(([, probability]) => probability >= leastTelling);

/** What is known of a run and of the causes that may be behind it. */
export interface Model {
  /** The checks that the dictionary knows, too. */
  readonly checks: readonly ObservedCheck[];
  readonly units: readonly FailedUnit[];
  readonly candidates: readonly Candidate[];
}

/** Causes that predict at least one of the failures, with all that they predict about this run. */
export function modelOf(observed: readonly ObservedCheck[], dictionary: Dictionary): Model {
  const checks = observed.filter(({ id }) => dictionary.checks.has(id));
  const indexOf = new Map(checks.map(({ id }, index) => [id, index]));
  const units: FailedUnit[] = [];
  const unitsOf = checks.map(({ failed, cases }, check): readonly number[] => {
    if (!failed) return [];
    const count = Math.max(1, cases.length);
    return Array.from({ length: count }, () => units.push({ check, weight: shareOf(count) }) - 1);
  });
  const failing = checks.flatMap((check, index) => (check.failed ? [{ ...check, index }] : []));
  const lookedUp = new Set(
    failing.flatMap(({ requirement, symptoms }) => (requirement.startsWith('ER-NF-') ? symptoms : [])),
  );
  const candidates = dictionary.defects.flatMap((defect): Candidate[] => {
    const explained: (readonly [number, number])[] = [];
    let contradicted = 0;
    const held: number[] = [];
    const predicted: Prediction[] = [];
    for (const [id, failure] of defect.failures) {
      const index = indexOf.get(id);
      const check = index === undefined ? undefined : checks[index];
      if (index === undefined || !check) continue;
      const likely = hitOf(id);
      if (!check.failed) {
        held.push(Math.log(1 - likely));
        predicted.push({ check: index, casesHeld: 0 });
        continue;
      }
      const agreement = agreementOf(failure.symptoms, check.symptoms, lookedUp);
      const probability = likely * agreement;
      if (agreement <= weights.agreement.status) contradicted += Math.log(1 - likely * weights.shownBesides);
      const namesCases = failure.cases.length > 0 && check.cases.length > 0;
      (unitsOf[index] ?? []).forEach((unit, at) => {
        if (!namesCases || failure.cases.includes(check.cases[at] ?? '')) explained.push([unit, probability]);
      });
      const casesHeld = namesCases ? failure.cases.filter((each) => !check.cases.includes(each)).length : 0;
      if (casesHeld > 0) contradicted += casesHeld * shareOf(casesHeld) * Math.log(1 - weights.hitOfCase);
      predicted.push({ check: index, agreement, casesHeld });
    }
    if (held.length > 0)
      contradicted += held.reduce((sum, each) => sum + each, 0) * held.length ** (weights.growthOfHeld - 1);
    if (explained.length > 0) explained.push(...spillOf(defect, failing, unitsOf));
    const own = ownChecks(defect, checks, indexOf);
    const ownBroken = defect.general !== undefined || own.some(({ failed }) => failed);
    if (!ownBroken && own.length > 0) contradicted += Math.log(weights.ownHeld);
    return explained.length > 0 ? [{ defect, alike: [], explained, contradicted, predicted, ownBroken }] : [];
  });
  return { checks, units, candidates: grouped(candidates) };
}

/** One candidate for all that predict the same, by the name of a general one if there is one. */
function grouped(candidates: readonly Candidate[]): Candidate[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = `${candidate.explained.join(' ')} ${candidate.contradicted}`;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group.find(({ defect }) => defect.general !== undefined) ?? group[0];
    return first
      ? [{ ...first, alike: group.filter((each) => each !== first).map(({ defect }) => defect) }]
      : [];
  });
}

/**
 * Failures that a cause was not seen to bring about, but that look like those it does: under other conditions they may be
 * its doing.
 */
function spillOf(
  defect: KnownDefect,
  failing: readonly (ObservedCheck & { readonly index: number })[],
  unitsOf: readonly (readonly number[])[],
): (readonly [unit: number, probability: number])[] {
  const requirementsOf = requirementsBySymptom(defect);
  const shareOfSymptom = sharesOf(defect, failing);
  return failing.flatMap(({ id, requirement, index, symptoms: seen }) => {
    if (defect.failures.has(id)) return [];
    const known = seen.filter((symptom) => requirementsOf.has(symptom));
    if (known.length === 0) return [];
    const near = known.some((symptom) => requirementsOf.get(symptom)?.has(requirement));
    const share = Math.max(...known.map((symptom) => shareOfSymptom.get(symptom) ?? 0));
    const broad = isGenerated(id) ? weights.spillOfBroadGenerated : weights.spillOfBroad;
    const probability = Math.max(near ? weights.spillWithin : weights.spillBeyond, broad * share ** 3);
    return (unitsOf[index] ?? []).map((unit) => [unit, probability] as const);
  });
}

const noShares: ReadonlyMap<string, number> = new Map();

/** By symptom: the share of all failures of this kind that a cause predicts. Only of one that predicts many. */
function sharesOf({ failures }: KnownDefect, failing: readonly ObservedCheck[]): ReadonlyMap<string, number> {
  if (failures.size < weights.leastBroad) return noShares;
  const counts = new Map<string, { own: number; all: number }>();
  for (const { id, symptoms } of failing)
    for (const symptom of symptoms) {
      const count = counts.get(symptom) ?? { own: 0, all: 0 };
      count.all += 1;
      if (failures.get(id)?.symptoms.includes(symptom)) count.own += 1;
      counts.set(symptom, count);
    }
  return new Map(
    [...counts].flatMap(([symptom, { own, all }]): [string, number][] =>
      own < weights.leastBroad ? [] : [[symptom, own / all]],
    ),
  );
}

const symptomsOf = new WeakMap<KnownDefect, ReadonlyMap<string, ReadonlySet<string>>>();

/** By symptom: the requirements that a defect breaks in this way. */
function requirementsBySymptom(defect: KnownDefect): ReadonlyMap<string, ReadonlySet<string>> {
  const known = symptomsOf.get(defect);
  if (known) return known;
  const requirements = new Map<string, Set<string>>();
  for (const [id, { symptoms }] of defect.failures)
    for (const symptom of symptoms) {
      const own = requirements.get(symptom) ?? new Set();
      requirements.set(symptom, own.add(requirementOf(id)));
    }
  symptomsOf.set(defect, requirements);
  return requirements;
}

const requirementOf = (check: string): string => check.slice(0, check.indexOf('/'));

/** The checks, of those that were assessed, of the very requirement that a defect breaks, and that it should break. */
function ownChecks(
  { requirement, failures }: KnownDefect,
  checks: readonly ObservedCheck[],
  indexOf: ReadonlyMap<string, number>,
): readonly ObservedCheck[] {
  return [...failures.keys()].flatMap((id) =>
    requirementOf(id) === requirement ? (checks[indexOf.get(id) ?? -1] ?? []) : [],
  );
}

/** What one of several cases of a check counts. */
const shareOf = (count: number): number => count ** (weights.growthOfCases - 1);

const hitOf = (check: string): number => (isGenerated(check) ? weights.hitOfGenerated : weights.hit);

const statusOf = (symptom: string): string => symptom.slice(0, 3);

/**
 * Whether a response shows that the request was looked up, with or without success, rather than refused.
 *
 * @param notFound how this target responds, wrongly, to what it does not find
 */
const isLookedUp = (symptom: string, notFound: ReadonlySet<string>): boolean =>
  symptom.startsWith('200') || symptom === notFoundSymptom || notFound.has(symptom);

/** How a target that responds to it rightly responds to what it does not find. */
const notFoundSymptom = '404 ResourceNotFoundException';

/** How well the symptoms that a cause is known for agree with those of a run. */
function agreementOf(
  known: readonly string[],
  seen: readonly string[],
  notFound: ReadonlySet<string>,
): number {
  const { agreement } = weights;
  if (known.length === 0 || seen.length === 0) return agreement.unknown;
  const common = known.filter((symptom) => seen.includes(symptom)).length;
  if (common === known.length && common === seen.length) return agreement.same;
  if (common > 0) return agreement.some;
  if (known.includes(notFoundSymptom) && seen.some((symptom) => notFound.has(symptom)))
    return agreement.translated;
  const all = (symptoms: readonly string[]): boolean =>
    symptoms.some((symptom) => isLookedUp(symptom, notFound));
  if (all(known) && all(seen)) return agreement.lookedUp;
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
  /** Of each unit: the probability that no cause of the set breaks it in the way that was seen. */
  readonly #spared: Float64Array;

  constructor(private readonly model: Pick<Model, 'units'>) {
    this.#spared = new Float64Array(model.units.length).fill(1);
  }

  get causes(): readonly Candidate[] {
    return [...this.#causes];
  }

  /** The same causes, to be changed independently. */
  copy(): Explanation {
    const copy = new Explanation(this.model);
    for (const cause of this.#causes) copy.#causes.add(cause);
    copy.#spared.set(this.#spared);
    return copy;
  }

  has(candidate: Candidate): boolean {
    return this.#causes.has(candidate);
  }

  /** What the logarithm of the posterior probability gains from a further cause. */
  gain({ explained, contradicted }: Candidate): number {
    const { leak, prior } = weights;
    let gain = Math.log(prior / (1 - prior)) + contradicted;
    for (const [unit, probability] of explained) {
      const spared = (1 - leak) * (this.#spared[unit] ?? 1);
      gain +=
        (this.model.units[unit]?.weight ?? 1) * Math.log((1 - spared * (1 - probability)) / (1 - spared));
    }
    return gain;
  }

  /** What it gains from a cause that it has. */
  gainOf(cause: Candidate): number {
    this.remove(cause);
    const gain = this.gain(cause);
    this.add(cause);
    return gain;
  }

  add(candidate: Candidate): void {
    this.#causes.add(candidate);
    for (const [unit, probability] of candidate.explained)
      this.#spared[unit] = (this.#spared[unit] ?? 1) * (1 - probability);
  }

  remove(candidate: Candidate): void {
    this.#causes.delete(candidate);
    for (const [unit, probability] of candidate.explained)
      this.#spared[unit] = (this.#spared[unit] ?? 1) / (1 - probability);
  }
}
