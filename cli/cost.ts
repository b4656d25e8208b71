import { awsEndpoint } from '../config/index.js';
import type { ResolvedRun } from '../runner/index.js';
import type { ErrorType, Profile } from '../schemas/index.js';
import { defaultFixtures, readFixtures } from '../targets/fixtures/index.js';
import type { Assessability } from './assessable.js';

/** What a run is about to cost, where its target is AWS itself; nothing for any other target. Sends nothing. */
export async function costOf(run: ResolvedRun): Promise<string> {
  const { endpoint, fixtures, auth, scenarios, claimed, cases, budget } = run;
  if (endpoint === undefined || awsEndpoint(new URL(endpoint)) === undefined) return '';
  const { assessability } = await import('./assessable.js');
  const conditions = {
    fixtures: fixtures === undefined ? defaultFixtures() : await readFixtures(fixtures),
    signs: auth === 'sigv4',
    scenarios: Object.keys(scenarios) as ErrorType[],
  };
  return costEstimate(await assessability(conditions, claimed, cases), claimed, budget);
}

/**
 * What a run against AWS is about to ask for. No price is named: prices change, and differ between regions.
 *
 * @param budget requests at most; undefined for no limit
 */
export function costEstimate(
  all: readonly Assessability[],
  claimed: readonly Profile[],
  budget: number | undefined,
): string {
  const own = all.filter(({ profile }) => claimed.includes(profile));
  const number = (count: number): string => count.toLocaleString('en');
  const total = own.reduce((sum, { requests }) => sum + requests, 0);
  const parts = own.map(({ profile, requests }) => `${profile} ${number(requests)}`).join(', ');
  const limit =
    budget === undefined
      ? 'Set --budget N to limit them.'
      : `The budget is ${number(budget)}${budget < total ? ', so the run will end without a verdict' : ''}.`;
  return `This run sends about ${number(total)} requests to AWS (${parts}), and more if failures are repeated. CodeArtifact bills requests. ${limit}\n`;
}
