import { isRuleCheck } from '../../judge/index.js';
import type { LikelyCause, RequirementId, Results } from '../../schemas/index.js';
import { wording } from '../catalogue.js';
import { type Dictionary, type KnownDefect, packagedDictionary } from './dictionary.js';
import { type ObservedCheck, observedChecks } from './evidence.js';
import { type Candidate, type Model, modelOf, tellingOf } from './model.js';
import { type Cause, searchCauses } from './search.js';

/** Causes that a diagnosis lists at most, alternatives included. */
const mostCauses = 16;
/** Alternatives that are listed for one cause at most. */
const mostAlternatives = 3;
/** Narrow defects that are named for a general one at most. */
const mostIncluded = 5;
/** A cause that is less likely is not named. */
const leastConfident = 0.05;
/** The same of an alternative. */
const leastOfAlternative = 0.02;
/** Defects that are named at most because they look the same as the one that is. */
const mostAlike = 5;

/**
 * The likely causes of what failed in a run: the fewest causes that explain the failures best, the one that explains most
 * first, then what else could be behind the same failures. Empty if nothing failed or nothing is known to fail like this.
 * Pure, and without influence on any verdict.
 *
 * @param results checks that failed, how they failed (`symptoms`), and checks that held
 * @param dictionary what each known defect looks like; that of this package unless given
 */
export function diagnose(
  results: Pick<Results, 'requirements'>,
  dictionary?: Dictionary,
): readonly LikelyCause[] {
  const observed = observedChecks(results);
  if (!observed.some(({ failed }) => failed)) return [];
  const model = modelOf(observed, dictionary ?? packagedDictionary());
  const causes = searchCauses(model).filter(({ confidence }) => confidence >= leastConfident);
  const chosen = causes
    .map((cause) => describe(cause, cause.candidate, cause.confidence, model))
    .filter(({ explains }) => explains.length > 0);
  const listed = new Set(causes.map(({ candidate }) => candidate.defect.id));
  const alternatives = causes
    .flatMap((cause) =>
      cause.alternatives
        .filter(({ confidence }) => confidence >= leastOfAlternative)
        .slice(0, mostAlternatives)
        .map(({ candidate, confidence }) => ({ cause, candidate, confidence })),
    )
    .sort((a, b) => b.confidence - a.confidence)
    .filter(({ candidate: { defect } }) => !listed.has(defect.id) && listed.add(defect.id))
    .map(({ cause, candidate, confidence }) => ({
      ...describe(cause, candidate, confidence, model),
      insteadOf: cause.candidate.defect.id,
    }))
    .filter(({ explains }) => explains.length > 0);
  return [...chosen, ...alternatives].slice(0, Math.max(chosen.length, mostCauses));
}

/** The results with their diagnosis, if something failed. */
export function withDiagnosis(results: Results): Results {
  const diagnosis = diagnose(results);
  return diagnosis.length === 0 ? results : { ...results, diagnosis };
}

function describe(cause: Cause, candidate: Candidate, confidence: number, model: Model): LikelyCause {
  const { defect } = candidate;
  const explained = tellingOf(candidate).flatMap(
    ([unit]) => model.checks[model.units[unit]?.check ?? -1] ?? [],
  );
  const example = exampleOf(defect, explained);
  const includes = candidate === cause.candidate ? includedIn(candidate, model) : [];
  return {
    cause: sentence(defect.summary),
    defect: defect.id,
    change: defect.general ?? wording(defect.requirement as RequirementId).statement,
    explains: [...new Set(explained.map(({ requirement }) => requirement))] as RequirementId[],
    confidence: Math.round(confidence * 100) / 100,
    ...(example ? { check: example.id } : {}),
    ...(includes.length > 0 ? { includes } : {}),
    ...(candidate.alike.length > 0 ? { alike: candidate.alike.slice(0, mostAlike).map(named) } : {}),
  };
}

const named = ({ summary, id }: KnownDefect): { cause: string; defect: string } => ({
  cause: sentence(summary),
  defect: id,
});

const sentence = (clause: string): string => clause.charAt(0).toUpperCase() + clause.slice(1);

/** The failing check that shows a cause best: one of the requirement that it breaks, of its own rather than a rule's. */
function exampleOf(defect: KnownDefect, explained: readonly ObservedCheck[]): ObservedCheck | undefined {
  const own = explained.filter(({ requirement }) => requirement === defect.requirement);
  const those = own.length > 0 ? own : explained;
  return those.find(({ id }) => !isRuleCheck(id)) ?? those[0];
}

/** Narrow defects that a general cause stands for, those that explain most of these failures first. */
function includedIn(general: Candidate, { candidates }: Model): NonNullable<LikelyCause['includes']> {
  if (general.defect.general === undefined) return [];
  const own = new Set(tellingOf(general).map(([unit]) => unit));
  return candidates
    .filter(({ defect, contradicted }) => defect.general === undefined && contradicted === 0)
    .map((candidate) => ({ defect: candidate.defect, telling: tellingOf(candidate) }))
    .filter(
      ({ telling }) =>
        telling.length > 0 && telling.length < own.size && telling.every(([unit]) => own.has(unit)),
    )
    .map(({ defect, telling }) => ({
      defect,
      weight: telling.reduce((sum, [, probability]) => sum + probability, 0),
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostIncluded)
    .map(({ defect }) => named(defect));
}

/** Broken requirements that none of the likely causes explains. */
export function unexplained(results: Pick<Results, 'requirements' | 'diagnosis'>): readonly RequirementId[] {
  const explained = new Set((results.diagnosis ?? []).flatMap(({ explains }) => explains));
  return results.requirements
    .filter(({ id, verdict }) => (verdict === 'fail' || verdict === 'warn') && !explained.has(id))
    .map(({ id }) => id);
}
