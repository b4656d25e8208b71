import { expect, test } from '@playwright/test';
import { errorResponse, exchangeWith, servedResponse } from '../judge/exchange.test-data.js';
import type { RecordedExchange } from '../judge/index.js';
import type { Sent } from '../targets/connection/index.js';
import { LoadGuard, type LoadGuardTools } from './load-guard.js';

const plan = { method: 'GET', path: '/', query: '' };
const served: Sent = exchangeWith({ response: servedResponse() });
const broken: Sent = exchangeWith({ response: errorResponse(503, 'InternalServerException') });
const silent: Sent = { ...exchangeWith({}), failure: { kind: 'timeout', message: '' } };

const failing = (sent: Sent, requirement: RecordedExchange['requirement'] = 'RS-16'): RecordedExchange => ({
  ...sent,
  id: '1',
  check: `${requirement}/a check`,
  requirement,
  role: 'subject',
  attempt: 1,
  expects: { kind: 'answered', statuses: [[200, 200]] },
});

/** A guard over a target that responds as `respond` says, and what it was told. */
function guardOver(respond: (way: string, inFlight: number) => Sent) {
  const faults: string[] = [];
  const evidence: string[] = [];
  let inFlight = 0;
  const tools: LoadGuardTools = {
    send: async (_plan, way) => {
      inFlight += 1;
      await Promise.resolve();
      const sent = respond(way, inFlight);
      await Promise.resolve();
      inFlight -= 1;
      return sent;
    },
    dropKept: async () => {},
    alone: (task) => task(),
    probe: plan,
    probeSize: 0,
    concurrency: 4,
    stalls: { excuseInKnown: () => false, excuseInNew: () => false },
    onFault: (fault) => faults.push(fault),
    onEvidence: (requirement) => evidence.push(requirement),
  };
  return { guard: new LoadGuard(tools), faults, evidence };
}

test('what fails alone as well stands', async () => {
  const { guard, faults } = guardOver(() => broken);
  const exchange = failing(broken);
  expect(await guard.settle(exchange, plan, 0)).toBe(exchange);
  expect(faults).toEqual([]);
});

test('what succeeds alone, and nothing makes fail, stands: it is flaky', async () => {
  const { guard, faults } = guardOver(() => served);
  const exchange = failing(silent);
  expect(await guard.settle(exchange, plan, 0)).toBe(exchange);
  expect(faults).toEqual([]);
});

for (const [fault, requirement, respond] of [
  ['connection', 'OP-04', (way: string) => (way === 'same' ? silent : served)],
  ['concurrency', 'OP-05', (_way: string, inFlight: number) => (inFlight > 2 ? broken : served)],
] as const)
  test(`what fails for the ${fault} alone is judged by what it shows without`, async () => {
    const { guard, faults, evidence } = guardOver(respond);
    const settled = await guard.settle(failing(silent), plan, 0);
    expect(settled.response?.status).toBe(200);
    expect(settled.check).toBe('RS-16/a check');
    expect([faults, evidence]).toEqual([[fault], [requirement]]);
    // What is about the fault shows it.
    expect(guard.isAbout(requirement)).toBe(true);
    const own = failing(silent, requirement);
    expect(await guard.settle(own, plan, 0)).toEqual({ ...own, beyond: true });
  });

test('what fails shortly after others is a limit of the rate', async () => {
  let sent = 0;
  const { guard, faults } = guardOver(() => (++sent % 40 === 39 ? broken : served));
  const settled = await guard.settle(failing(broken), plan, 0);
  expect([settled.response?.status, faults]).toEqual([200, ['rate']]);
});

test('a response that is allowed, or wrong in another way, is no matter of load', async () => {
  const { guard } = guardOver(() => served);
  for (const sent of [served, exchangeWith({ response: errorResponse(404, 'ResourceNotFoundException') })]) {
    const exchange = failing(sent);
    expect(await guard.settle(exchange, plan, 0)).toBe(exchange);
  }
});
