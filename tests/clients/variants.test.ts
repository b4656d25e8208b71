import { expect, test } from '@playwright/test';
import { findVariant } from '../../targets/reference/index.js';
import { assess } from '../kill-matrix/assess.js';
import { readyClients } from './each-client.js';

// Lawful differences in what the checks of clients look at. No client makes the run red.

/** Variants, each with the clients that cannot read such a response, which is nothing that a target could help. */
const lawful: Readonly<Record<string, readonly string[]>> = {
  'error-members-further': [],
  'error-members-null': [],
  'error-members-optional-absent': [],
  'error-members-reversed': [],
  'error-escaped': [],
  'error-chunked': [],
  'resource-id-arn': [],
  'resource-type-of-parent': [],
  'message-capitalised': [],
  'type-with-uri-suffix': [],
  'type-in-body': [],
  'retry-after-absent': [],
  'retry-after-zero': [],
  'asset-name-raw-utf-8': [],
  'asset-name-left-out-outside-ascii': [],
  'header-names-lower-case': [],
  'header-values-padded': [],
  'headers-further': [],
  'content-type-absent': [],
  'gzip-on-demand': [],
  chunked: [],
  'body-until-close': [],
  'connection-closed': [],
  'early-hints': ['cli', 'python'],
};

/** The AWS CLI starts an interpreter for each call: it shows with two of them what it makes of a variant. */
const mostOfTheCli = /AWS CLI: (?!empty)|SDK-0[46]\/AWS CLI/;

for (const [id, unable] of Object.entries(lawful))
  test(`${id} is lawful for every client`, async () => {
    const variant = findVariant(id);
    expect(variant).toBeDefined();
    const results = await assess({
      claimed: ['core', 'npm', 'maven', 'faults', 'clients'],
      only: ['SDK-01', 'SDK-02', 'SDK-03', 'SDK-04', 'SDK-05', 'SDK-06'],
      without: mostOfTheCli,
      externalClients: true,
      ...(variant ? { change: { variant } } : {}),
    });
    const checks = results.requirements.flatMap((requirement) => requirement.checks);
    const others = checks
      .filter(({ title, verdict }) => {
        const client = readyClients().find((each) => title.split(': ')[0] === each.title);
        return (
          client && verdict !== 'pass' && !(verdict === 'not-applicable' && unable.includes(client.name))
        );
      })
      .map(({ id: check, verdict, actual = '', reason = '' }) => `${verdict} ${check}: ${actual}${reason}`);
    expect(others).toEqual([]);
    expect(checks.some(({ verdict }) => verdict === 'pass')).toBe(true);
  });
