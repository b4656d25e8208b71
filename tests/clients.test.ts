import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CheckResult, Results } from '../schemas/index.js';
import { findDefect } from '../targets/reference/index.js';
import { type Assessment, assess, withVerdict } from './kill-matrix/assess.js';

/** Whether a command runs: asked once, and only by a test, for Python takes its time and all files are loaded first. */
function running(command: string, ...args: string[]): () => boolean {
  let response: boolean | undefined;
  return () => {
    response ??= spawnSync(command, args, { timeout: 10_000 }).status === 0;
    return response;
  };
}
const hasBoto3 = running('python3', '-c', 'import boto3, botocore');
const hasCli = running('aws', '--version');

const withClients = (change?: Assessment['change']): Promise<Results> =>
  assess({
    claimed: ['core', 'faults', 'clients'],
    only: ['SDK-01', 'SDK-02'],
    externalClients: true,
    ...(change ? { change } : {}),
  });

const checksOf = (results: Results, client: string): readonly CheckResult[] =>
  results.requirements
    .flatMap(({ checks }) => checks)
    .filter(({ title }) => title === client || title.startsWith(`${client}: `));

const verdictsOf = (results: Results, client: string): string[] => [
  ...new Set(checksOf(results, client).map(({ verdict }) => verdict)),
];

const describeChecks = (results: Results): string =>
  results.requirements
    .flatMap(({ checks }) => checks)
    .map(({ id, verdict, actual, reason }) => `${verdict} ${id}: ${actual ?? ''} ${reason ?? ''}`)
    .join('\n');

// One worker, so that a run that several tests look at is carried out once.
test.describe.configure({ mode: 'default', timeout: 120_000 });

const runsByDefect = new Map<string, Promise<Results>>();

/** The run against the reference target with this defect, or without any. */
function runWith(id = 'none'): Promise<Results> {
  const defect = findDefect(id);
  const run = runsByDefect.get(id) ?? withClients(defect && { defect });
  runsByDefect.set(id, run);
  return run;
}

/** A machine may be too busy to start a client in time, which is no defect of the suite. */
function skipWhereNotStarted(results: Results, client: string): void {
  const reason = checksOf(results, client)[0]?.reason ?? '';
  test.skip(reason.includes(`${client} did not start`), reason);
}

test.describe('boto3', () => {
  test.skip(() => !hasBoto3(), 'python3 with boto3 is not installed here');

  test('makes the call and raises each of the six errors', async () => {
    const results = await runWith();
    skipWhereNotStarted(results, 'boto3');
    expect(checksOf(results, 'boto3')).toHaveLength(7);
    expect(verdictsOf(results, 'boto3'), describeChecks(results)).toEqual(['pass']);
    expect(checksOf(results, 'boto3')[0]?.actual).toMatch(/^200, .*; boto3 1\.\d+/);
  });

  test('raises nothing typed if the response has no error type', async () => {
    const results = await runWith('sdk-error-without-type');
    skipWhereNotStarted(results, 'boto3');
    const [served, ...refused] = checksOf(results, 'boto3').map(({ verdict }) => verdict);
    expect(served, describeChecks(results)).toBe('pass');
    expect(new Set(refused), describeChecks(results)).toEqual(new Set(['fail']));
  });
});

test.describe('the AWS CLI', () => {
  test.skip(() => !hasCli(), 'aws is not installed here');

  test('makes the call and shows each of the six errors', async () => {
    const results = await runWith();
    skipWhereNotStarted(results, 'AWS CLI');
    expect(checksOf(results, 'AWS CLI')).toHaveLength(7);
    expect(verdictsOf(results, 'AWS CLI'), describeChecks(results)).toEqual(['pass']);
  });

  test('does not name an error that has no type', async () => {
    const results = await runWith('sdk-error-without-type');
    skipWhereNotStarted(results, 'AWS CLI');
    const [served, ...refused] = checksOf(results, 'AWS CLI').map(({ verdict }) => verdict);
    expect(served, describeChecks(results)).toBe('pass');
    expect(new Set(refused), describeChecks(results)).toEqual(new Set(['fail']));
  });
});

test('a client that is not installed is named and leaves the verdict to the others', async () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'no-clients-'));
  const path = process.env.PATH;
  try {
    process.env.PATH = nowhere;
    const results = await withClients();
    for (const client of ['boto3', 'AWS CLI']) {
      expect(verdictsOf(results, client), describeChecks(results)).toEqual(['not-applicable']);
      for (const { reason } of checksOf(results, client))
        expect(reason).toContain(`${client} is not installed`);
    }
    expect(verdictsOf(results, 'AWS SDK for JavaScript v3')).toEqual(['pass']);
    expect(withVerdict(results, 'pass')).toEqual(['SDK-01', 'SDK-02']);
  } finally {
    process.env.PATH = path;
    rmSync(nowhere, { recursive: true });
  }
});

test('a run may leave them out', async () => {
  const results = await assess({ claimed: ['core', 'faults', 'clients'], only: ['SDK-01'] });
  expect(checksOf(results, 'boto3')[0]?.reason).toBe('boto3 is left out of this run');
  expect(verdictsOf(results, 'AWS SDK for JavaScript v3')).toEqual(['pass']);
});
