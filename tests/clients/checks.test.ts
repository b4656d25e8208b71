import { expect, test } from '@playwright/test';
import type { CheckResult, Profile, RequirementId } from '../../schemas/index.js';
import { type OfficialClient, officialClients } from '../../targets/clients/index.js';
import { findDefect } from '../../targets/reference/index.js';
import { assess } from '../kill-matrix/assess.js';
import { eachClient } from './each-client.js';

const requirements = ['SDK-01', 'SDK-02', 'SDK-03', 'SDK-04', 'SDK-05', 'SDK-06'] as const;

const unsigned = ['core', 'npm', 'maven', 'faults', 'scale', 'clients'] as const;
/** Requests are signed if this is claimed. */
const signed = [...unsigned, 'auth'] as const;

/** The checks of one client, carried out against the reference target, with or without a defect. */
async function checksOf(
  client: OfficialClient,
  defect?: string,
  only: readonly RequirementId[] = requirements,
  claimed: readonly Profile[] = signed,
): Promise<readonly CheckResult[]> {
  const others = officialClients.filter(({ name }) => name !== client.name).map(({ title }) => title);
  const change = defect === undefined ? undefined : findDefect(defect);
  const results = await assess({
    claimed,
    only,
    without: new RegExp(`/(?:${others.map((title) => title.replace(/[.+]/g, '\\$&')).join('|')})(?:: |$)`),
    externalClients: true,
    ...(change ? { change: { defect: change }, attempts: 1 } : {}),
  });
  return results.requirements.flatMap(({ checks }) => checks);
}

const describeChecks = (checks: readonly CheckResult[]): string =>
  checks
    .map(({ id, verdict, actual = '', reason = '' }) => `${verdict} ${id}: ${actual} ${reason}`)
    .join('\n');

eachClient('is served, and understands each of the six errors', async (client) => {
  const checks = await checksOf(client);
  expect(checks).toHaveLength(client.hides ? 12 : 15);
  expect([...new Set(checks.map(({ verdict }) => verdict))], describeChecks(checks)).toEqual(['pass']);
});

eachClient('asks for names that need escaping, unsigned too', async (client) => {
  const checks = await checksOf(client, undefined, ['SDK-04'], unsigned);
  expect(
    checks.map(({ verdict }) => verdict),
    describeChecks(checks),
  ).toEqual(['pass']);
});

eachClient('raises nothing typed if the response has no error type', async (client) => {
  const checks = await checksOf(client, 'sdk-error-without-type');
  const failed = checks.filter(({ verdict }) => verdict !== 'pass');
  expect(
    failed.filter(({ id }) => id.startsWith('SDK-02/')),
    describeChecks(checks),
  ).toHaveLength(6);
  expect([...new Set(failed.map(({ verdict }) => verdict))], describeChecks(checks)).toEqual(['fail']);
});

test('there are clients to test', () => {
  expect(officialClients.map(({ name }) => name)).toEqual(expect.arrayContaining(['javascript', 'python']));
});
