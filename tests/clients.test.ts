import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CheckResult, Results } from '../schemas/index.js';
import { assess, withVerdict } from './kill-matrix/assess.js';

// What needs no client that has to be built; the rest is in `tests/clients/`, npm run test:clients.

const checksOf = (results: Results, client: string): readonly CheckResult[] =>
  results.requirements
    .flatMap(({ checks }) => checks)
    .filter(({ title }) => title === client || title.startsWith(`${client}: `));

const verdictsOf = (results: Results, client: string): string[] => [
  ...new Set(checksOf(results, client).map(({ verdict }) => verdict)),
];

test('a client that is not installed is named and leaves the verdict to the others', async () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'no-clients-'));
  const { PATH: path, XDG_CACHE_HOME: cache } = process.env;
  try {
    process.env.PATH = nowhere;
    process.env.XDG_CACHE_HOME = nowhere;
    const results = await assess({
      claimed: ['core', 'faults', 'clients'],
      only: ['SDK-01', 'SDK-02'],
      externalClients: true,
    });
    for (const [client, name] of [
      ['boto3', 'python'],
      ['AWS CLI', 'cli'],
      ['AWS SDK for Go v2', 'go'],
    ] as const) {
      expect(verdictsOf(results, client)).toEqual(['not-applicable']);
      for (const { reason } of checksOf(results, client)) {
        expect(reason).toContain(`${client} is not installed`);
        expect(reason).toContain(`codeartifact-conformance clients build ${name}`);
      }
    }
    expect(verdictsOf(results, 'AWS SDK for JavaScript v3')).toEqual(['pass']);
    expect(withVerdict(results, 'pass')).toEqual(['SDK-01', 'SDK-02']);
  } finally {
    process.env.PATH = path;
    if (cache === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = cache;
    rmSync(nowhere, { recursive: true });
  }
});

test('a run can leave the official clients out', async () => {
  const results = await assess({ claimed: ['core', 'faults', 'clients'], only: ['SDK-01'] });
  expect(checksOf(results, 'boto3')[0]?.reason).toBe('boto3 is left out of this run');
  expect(verdictsOf(results, 'AWS SDK for JavaScript v3')).toEqual(['pass']);
});
