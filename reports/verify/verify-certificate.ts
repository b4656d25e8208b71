import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Certificate, type Results, validateFile } from '../../schemas/index.js';
import { certifiedFiles, configurationOf, toldByResults } from '../certificate/certificate.js';
import { digestFile } from '../certificate/digest-file.js';
import { isMissing } from '../read-results.js';
import type { Problem } from './problem.js';

const where = 'certificate.json';

/** A certificate and what of it does not follow from its folder; undefined if there is none. */
export interface VerifiedCertificate {
  readonly result: Certificate['predicate']['result'] | undefined;
  readonly problems: readonly Problem[];
}

/** Compares a folder's certificate with the files that it speaks of and with the results. */
export async function verifyCertificate(
  dir: string,
  results: Results,
): Promise<VerifiedCertificate | undefined> {
  let data: unknown;
  try {
    data = JSON.parse(await readFile(join(dir, where), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    return { result: undefined, problems: [{ where, what: `cannot be read: ${(error as Error).message}` }] };
  }
  const defects = validateFile('certificate', data);
  if (defects.length > 0) return { result: undefined, problems: defects.map((what) => ({ where, what })) };
  const certificate = data as Certificate;
  const problems = [
    ...(await defectsOfSubjects(dir, certificate)),
    ...defectsOfPredicate(certificate, results),
    ...defectsOfRun(results),
  ];
  return { result: certificate.predicate.result, problems: problems.map((what) => ({ where, what })) };
}

async function defectsOfSubjects(dir: string, { subject }: Certificate): Promise<string[]> {
  const defects: string[] = [];
  for (const file of certifiedFiles) {
    const subjects = subject.filter(({ name }) => name === file);
    const actual = await digestFile(join(dir, file)).catch(() => undefined);
    if (subjects.length !== 1) defects.push(`must name ${file} once, and names it ${subjects.length} times`);
    else if (actual === undefined) defects.push(`speaks of ${file}, which cannot be read`);
    else if (subjects[0]?.digest.sha256 !== actual)
      defects.push(`speaks of another ${file}: its digest is not that of the file in the folder`);
  }
  return defects;
}

function defectsOfPredicate({ predicate }: Certificate, results: Results): string[] {
  const expected = toldByResults(results);
  const defects: string[] = [];
  if (predicate.result !== expected.result)
    defects.push(`says ${predicate.result}; what follows from the results is ${expected.result}`);
  for (const list of ['passedTests', 'warnedTests', 'failedTests'] as const)
    if (!isDeepStrictEqual(predicate[list], expected[list]))
      defects.push(`${list} are not the requirements that the results say`);
  for (const described of configurationOf(results)) {
    const own = predicate.configuration.find(({ name }) => name === described.name);
    if (!isDeepStrictEqual(own, JSON.parse(JSON.stringify(described))))
      defects.push(`describes another ${described.name} than the results do`);
  }
  if (!predicate.configuration.some(({ name, digest }) => name === 'fixtures' && digest !== undefined))
    defects.push('does not say with which fixtures the target was tested');
  return defects;
}

/** What a run for a certificate must not have been, whatever it says of itself. */
function defectsOfRun({ run, requirements, target }: Results): string[] {
  const { vendor, product, version } = target.identity;
  const table: readonly (readonly [boolean | undefined, string])[] = [
    [run.certify !== true, 'is of a run without --certify'],
    [run.proxied, 'is of a run of the proxy'],
    [run.only !== undefined, 'is of a run that was limited to some requirements'],
    [run.shard !== undefined, 'is of one shard of a run'],
    [requirements.some(({ waiver }) => waiver !== undefined), 'is of a run with waivers'],
    [!vendor || !product || !version, 'is of a target without vendor, product and version'],
  ];
  return table.flatMap(([applies, what]) => (applies ? [what] : []));
}
