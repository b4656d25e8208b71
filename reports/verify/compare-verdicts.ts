import { isDeepStrictEqual } from 'node:util';
import { type CatalogueEntry, type CheckOutcome, concludeRun } from '../../judge/index.js';
import {
  type Profile,
  type ProfileResult,
  profiles,
  type RequirementResult,
  type Results,
  requirements,
  type Waiver,
} from '../../schemas/index.js';
import type { Problem } from './problem.js';

/** Why proxied exchanges never make a profile complete. */
export const partialByProxy = 'Only what a client happened to ask for was seen';

/**
 * Says which verdicts of requirements, profiles and the run do not follow from those of the checks.
 *
 * @param outcomes the checks, with the verdicts that follow from the recording
 * @param sameCatalogue whether the results were made with this version's catalogue; else the published levels and
 * profiles are taken as they stand
 */
export function compareVerdicts(
  results: Results,
  outcomes: readonly CheckOutcome[],
  sameCatalogue: boolean,
): readonly Problem[] {
  const problems: Problem[] = [];
  const expected = concludeRun(
    outcomes,
    sameCatalogue ? requirements : publishedCatalogue(results),
    results.run,
    publishedWaivers(results),
    results.run.proxied === true,
  );
  for (const what of expected.waiverErrors) problems.push({ where: 'the waivers', what });
  compareRequirements(results.requirements, expected.requirements, problems);
  for (const profile of new Set([...profiles, ...(Object.keys(results.profiles) as Profile[])])) {
    const [published, follows] = [results.profiles[profile], expected.profiles[profile]];
    if (!isDeepStrictEqual(published, follows))
      problems.push({
        where: `profile ${profile}`,
        what: `is published as ${inWords(published)}; what follows is ${inWords(follows)}`,
      });
  }
  if (results.verdict !== expected.verdict)
    problems.push({
      where: 'the run',
      what: `is published as ${results.verdict}; what follows is ${expected.verdict}`,
    });
  return problems;
}

const publishedWaivers = (results: Results): Waiver[] =>
  results.requirements.flatMap(({ id, waiver }) => (waiver ? [{ requirement: id, ...waiver }] : []));

/** The requirements as they were published, for a catalogue that is not available. */
const publishedCatalogue = (results: Results): CatalogueEntry[] =>
  results.requirements.map(({ id, level, profile, verdict, checks }) => ({
    id,
    level,
    profile,
    ...(verdict === 'not-applicable' && checks.length === 0 ? { excluded: 'as published' } : {}),
  }));

function compareRequirements(
  published: readonly RequirementResult[],
  expected: readonly RequirementResult[],
  problems: Problem[],
): void {
  const byId = new Map(published.map((each) => [each.id, each]));
  if (byId.size < published.length)
    problems.push({ where: 'results.json', what: 'names a requirement more than once' });
  for (const { id, level, profile, verdict } of expected) {
    const own = byId.get(id);
    byId.delete(id);
    if (!own) problems.push({ where: id, what: 'is not in results.json' });
    else if (own.level !== level || own.profile !== profile)
      problems.push({
        where: id,
        what: `is published as ${own.level} of ${own.profile}; in the catalogue it is ${level} of ${profile}`,
      });
    else if (own.verdict !== verdict)
      problems.push({ where: id, what: `is published as ${own.verdict}; what follows is ${verdict}` });
  }
  for (const id of byId.keys()) problems.push({ where: id, what: 'is not in the catalogue' });
}

function inWords(result: ProfileResult | undefined): string {
  if (!result) return 'not claimed';
  const { verdict, must, should } = result;
  return `${verdict} (MUST ${must.pass} pass, ${must.fail} fail, ${must.notTestable} not testable, ${must.waived} waived; SHOULD ${should.pass} pass, ${should.warn} warn, ${should.notTestable} not testable)`;
}
