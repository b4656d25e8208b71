import { expect, test } from '@playwright/test';
import type { CheckResult } from '../../schemas/index.js';
import { findDefect, findVariant } from '../../targets/reference/index.js';
import { assess } from '../kill-matrix/assess.js';
import { readyClients } from './each-client.js';

// Ways to write an error that only some clients stumble over: the run is red for these, and for no others.

/** The clients whose exception is not typed, and those that hand over other members than the response carries. What is no JSON carries none. */
const stumbling: readonly (readonly [id: string, untyped: readonly string[], losing: readonly string[]])[] = [
  ['error-json-byte-order-mark', ['go', 'javascript', 'rust'], []],
  ['error-json-utf-16-without-mark', ['go', 'javascript', 'rust'], []],
  ['error-json-invalid-utf-8', ['cli', 'python', 'rust'], []],
  ['error-json-trailing-comma', ['go', 'javascript', 'rust'], []],
  ['error-json-member-twice', [], []],
  ['type-header-twice', ['cli', 'python'], []],
  ['type-header-absent', [], []],
  ['type-absent', ['cli', 'go', 'java', 'javascript', 'python', 'rust'], []],
  ['error-content-type-text', [], []],
  ['error-content-type-absent', [], []],
  ['resource-id-number', ['go', 'rust'], ['java']],
];

const failingOf = (checks: readonly CheckResult[], requirement: string): string[] =>
  readyClients()
    .filter(({ title }) =>
      checks.some(({ id, verdict }) => verdict === 'fail' && id.startsWith(`${requirement}/${title}: `)),
    )
    .map(({ name }) => name);

for (const [id, untyped, losing] of stumbling)
  test(`${id}: red for ${untyped.join(', ') || 'no client'}`, async () => {
    const change = findDefect(id) ?? findVariant(id);
    expect(change).toBeDefined();
    const results = await assess({
      claimed: ['core', 'faults', 'clients'],
      only: ['SDK-02', 'SDK-03'],
      without: /: (?!ResourceNotFoundException)/,
      externalClients: true,
      attempts: 1,
      ...(change ? { change: { defect: change } } : {}),
    });
    const checks = results.requirements.flatMap((requirement) => requirement.checks);
    const told = checks.map(
      ({ verdict, id: check, actual = '', reason = '' }) => `${verdict} ${check}: ${actual}${reason}`,
    );
    const ready = readyClients().map(({ name }) => name);
    const taking = (names: readonly string[]): string[] => ready.filter((name) => names.includes(name));
    expect(failingOf(checks, 'SDK-02'), told.join('\n')).toEqual(taking(untyped));
    // The AWS CLI shows its caller no members.
    expect(failingOf(checks, 'SDK-03'), told.join('\n')).toEqual(
      taking([...untyped, ...losing].filter((name) => name !== 'cli')),
    );
    expect(checks.filter(({ verdict }) => verdict === 'error')).toEqual([]);
  });
