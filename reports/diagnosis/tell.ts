import type { CheckResult, LikelyCause, RequirementId, Results } from '../../schemas/index.js';
import { unexplained } from './diagnose.js';

/** A likely cause as a reader gets it: with what else could be behind the same failures, and the request that shows it. */
export interface ToldCause extends LikelyCause {
  /** How sure the diagnosis is, in words and per cent. */
  readonly likelihood: string;
  readonly alternatives: readonly LikelyCause[];
  /** The failing check that shows it best. */
  readonly example?: CheckResult;
}

export interface ToldDiagnosis {
  /** The causes that explain the failures together, the one that explains most first. */
  readonly causes: readonly ToldCause[];
  /** Broken requirements that none of them explains. */
  readonly unexplained: readonly RequirementId[];
}

/** What a diagnosis is and is not, for anyone who reads one. */
export const caveat =
  'Inferred from seeded defects of the reference target whose runs fail in the same way. These are likelihoods, and no part of the verdict.';

/** The diagnosis of a run for a reader; undefined if there is none. */
export function tellDiagnosis(
  results: Pick<Results, 'requirements' | 'diagnosis'>,
): ToldDiagnosis | undefined {
  const { diagnosis = [], requirements } = results;
  if (diagnosis.length === 0) return undefined;
  const checks = new Map(
    requirements.flatMap((requirement) =>
      requirement.checks.map((check): [string, CheckResult] => [check.id, check]),
    ),
  );
  const causes = diagnosis
    .filter(({ insteadOf }) => insteadOf === undefined)
    .map((cause): ToldCause => {
      const example = cause.check === undefined ? undefined : checks.get(cause.check);
      return {
        ...cause,
        likelihood: likelihood(cause.confidence),
        alternatives: diagnosis.filter(({ insteadOf }) => insteadOf === cause.defect),
        ...(example ? { example } : {}),
      };
    });
  return { causes, unexplained: unexplained(results) };
}

/** `very likely, 97 %`. */
export function likelihood(confidence: number): string {
  const word = confidence >= 0.9 ? 'very likely' : confidence >= 0.6 ? 'likely' : 'possible';
  return `${word}, ${Math.round(confidence * 100)} %`;
}
