import { leavesIncomplete } from '../../judge/index.js';
import {
  type Certificate,
  defined,
  type RequirementId,
  type RequirementResult,
  type ResourceDescriptor,
  type Results,
  statementType,
  testResultType,
} from '../../schemas/index.js';

/** The files of a results folder that a certificate speaks of. */
export const certifiedFiles = ['results.json', 'exchanges.ndjson', 'report.html', 'junit.xml'] as const;
export type CertifiedFile = (typeof certifiedFiles)[number];

/** What a certificate takes that the results do not hold. */
export interface CertificateFacts {
  /** SHA-256 of each file, hexadecimal. */
  readonly digests: Readonly<Record<CertifiedFile, string>>;
  /** SHA-256 of the fixture set that the target was tested with, hexadecimal. */
  readonly fixtures: string;
  /** The CI run. */
  readonly url?: string;
}

/**
 * The certificate of a run: an in-toto Statement about the files of its results folder. Pure. It says what the run
 * showed, even if that certifies nothing: `FAILED`.
 */
export function certificateOf(results: Results, { digests, fixtures, url }: CertificateFacts): Certificate {
  return {
    _type: statementType,
    subject: certifiedFiles.map((name) => ({ name, digest: { sha256: digests[name] } })),
    predicateType: testResultType,
    predicate: {
      ...toldByResults(results),
      configuration: [...configurationOf(results), { name: 'fixtures', digest: { sha256: fixtures } }],
      ...defined({ url }),
    },
  };
}

/** Everything of the predicate that follows from the results: outcome and requirements by outcome. */
export function toldByResults(
  results: Results,
): Pick<Certificate['predicate'], 'result' | 'passedTests' | 'warnedTests' | 'failedTests'> {
  const ids = (wanted: (each: RequirementResult) => boolean): RequirementId[] =>
    results.requirements.filter(wanted).map(({ id }) => id);
  const warnedTests = ids(({ verdict }) => verdict === 'warn');
  const conformant = results.verdict === 'conformant' && (results.waiverErrors ?? []).length === 0;
  return {
    result: !conformant ? 'FAILED' : warnedTests.length > 0 ? 'WARNED' : 'PASSED',
    passedTests: ids(({ verdict }) => verdict === 'pass'),
    warnedTests,
    failedTests: ids(({ level, verdict }) => verdict === 'fail' || leavesIncomplete(level, verdict)),
  };
}

/** The suite, its catalogue and the target, as far as the results name them. */
export function configurationOf({ suite, target, run }: Results): readonly ResourceDescriptor[] {
  const { seed, cases, claimed } = run;
  return [
    {
      name: 'suite',
      uri: `pkg:npm/${suite.name}@${suite.version}`,
      annotations: { profiles: claimed, seed, cases, startedAt: run.startedAt },
    },
    { name: 'catalogue', digest: { sha256: suite.catalogueDigest.replace(/^sha256:/, '') } },
    { name: 'target', uri: target.endpoint, annotations: target.identity },
  ];
}
