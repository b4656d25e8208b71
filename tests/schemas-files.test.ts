import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { errorTypes, isRequirementId, packageRoot, profiles, validateFile } from '../schemas/index.js';

const folder = new URL('schemas/', packageRoot);
const files = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));

function parsed(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

const digest = `sha256:${'0'.repeat(64)}`;

const results = {
  suite: { name: 'codeartifact-conformance', version: '1.0.0', catalogueDigest: digest },
  target: { endpoint: 'http://127.0.0.1:1', identity: { vendor: 'Example' } },
  run: {
    startedAt: '2026-11-23T06:00:00.000Z',
    durationMs: 12.5,
    seed: -1,
    cases: 100,
    exchanges: 1,
    recordingDigest: digest,
    claimed: ['core'],
  },
  verdict: 'not-conformant',
  profiles: {
    core: {
      verdict: 'not-conformant',
      must: { pass: 0, fail: 1, notTestable: 0, waived: 0 },
      should: { pass: 0, warn: 0 },
    },
  },
  requirements: [
    {
      id: 'RS-01',
      level: 'MUST',
      profile: 'core',
      verdict: 'fail',
      checks: [
        {
          id: 'RS-01/status',
          title: 'status',
          verdict: 'fail',
          exchanges: ['1'],
          judged: 1,
          stability: 'flaky (2 of 5)',
          further: true,
        },
      ],
    },
  ],
};

const targetFile = {
  endpoint: 'https://localhost:9297/base',
  caFile: 'ca.pem',
  auth: 'sigv4',
  region: 'us-east-1',
  identity: { vendor: 'Example', product: 'Example Registry', version: '2.1.0' },
  fixtures: 'fixtures',
  profiles: ['core', 'npm'],
  waivers: 'waivers.json',
  scenarios: {
    ThrottlingException: { headers: { 'x-conformance-scenario': 'ThrottlingException' } },
    ConflictException: { query: { package: 'locked' } },
  },
  concurrency: 16,
  rate: 40,
  timeout: 10000,
};

const waivers = {
  waivers: [
    { requirement: 'RL-14', reason: '…', owner: '…', issue: 'https://example.com/1', expires: '2027-03-31' },
  ],
};

test.describe('schema files', () => {
  for (const name of files) {
    test(`${name} is valid JSON Schema 2020-12`, () => {
      const ajv = new Ajv2020({ strict: false });
      expect(parsed(name).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(ajv.validateSchema(parsed(name)), ajv.errorsText()).toBe(true);
    });

    test(`${name} names only requirements of the catalogue`, () => {
      expect(annotatedIds(parsed(name)).filter((id) => !isRequirementId(id))).toEqual([]);
    });
  }

  test('the file formats accept what the contract shows', () => {
    expect(validateFile('results', results)).toEqual([]);
    expect(validateFile('target-file', targetFile)).toEqual([]);
    expect(validateFile('target-file', {})).toEqual([]);
    expect(validateFile('waivers', waivers)).toEqual([]);
    expect(validateFile('fixtures', { packageVersions: [] })).toEqual([]);
  });

  test('every profile can be claimed, and every error can have a scenario', () => {
    for (const profile of [...profiles, 'all']) {
      expect(validateFile('target-file', { profiles: [profile] }), profile).toEqual([]);
    }
    for (const type of errorTypes) {
      expect(validateFile('target-file', { scenarios: { [type]: { query: { asset: 'x' } } } }), type).toEqual(
        [],
      );
    }
    for (const profile of profiles) {
      const claimed = { ...results, run: { ...results.run, claimed: [profile] } };
      expect(validateFile('results', claimed), profile).toEqual([]);
    }
  });

  test('a defect of a target file is said with its place', () => {
    const lines = (change: object) => validateFile('target-file', { ...targetFile, ...change });
    expect(lines({ endpont: '' })).toEqual(['/: "endpont" is not known here']);
    expect(lines({ endpoint: 'ftp://host' })).toEqual([
      expect.stringMatching(/^\/endpoint: must match pattern/),
    ]);
    expect(lines({ auth: 'basic' })).toEqual(['/auth: must be one of sigv4, none']);
    expect(lines({ profiles: ['core', 'rpm'] })).toEqual([
      expect.stringMatching(/^\/profiles\/1: must be one of core/),
    ]);
    expect(lines({ identity: { name: 'x' } })).toEqual(['/identity: "name" is not known here']);
    expect(lines({ scenarios: { Throttling: targetFile.scenarios.ThrottlingException } })).toContainEqual(
      expect.stringMatching(/^\/scenarios: "Throttling" must be one of AccessDenied/),
    );
    expect(lines({ scenarios: { ConflictException: { headers: { 'x-a': 'a\r\nb: c' } } } })).toHaveLength(1);
    expect(lines({ concurrency: 0 })).toHaveLength(1);
    expect(lines({ rate: 0 })).toHaveLength(1);
    expect(lines({ timeout: 1.5 })).toHaveLength(1);
    expect(validateFile('target-file', [])).toEqual(['/: must be object']);
  });

  test('a defect of a waiver file is said with its place', () => {
    const lines = (change: object) =>
      validateFile('waivers', { waivers: [{ ...waivers.waivers[0], ...change }] });
    expect(lines({ expires: '2027-02-30' })).toEqual(['/waivers/0/expires: must match format "date"']);
    expect(lines({ expires: undefined })).toHaveLength(1);
    expect(lines({ reason: ' ' })).toHaveLength(1);
    expect(lines({ requirement: 'rl14' })).toHaveLength(1);
    expect(lines({ until: 'x' })).toEqual(['/waivers/0: "until" is not known here']);
    expect(validateFile('waivers', {})).toEqual(["/: must have required property 'waivers'"]);
  });

  test('a defect of results is found wherever it is', () => {
    const lines = (change: object) => validateFile('results', { ...results, ...change });
    expect(lines({ verdict: 'pass' })).toEqual([
      expect.stringMatching(/^\/verdict: must be one of conformant/),
    ]);
    expect(lines({ profiles: { rpm: results.profiles.core } })).not.toEqual([]);
    expect(lines({ requirements: [{ ...results.requirements[0], verdict: 'skipped' }] })).toHaveLength(1);
    expect(lines({ run: { ...results.run, recordingDigest: 'md5:0' } })).toHaveLength(1);
    expect(lines({ suite: undefined })).toHaveLength(1);
  });
});

/** Every requirement id that a schema names in an `x-requirement` annotation. */
function annotatedIds(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'x-requirement' ? Object.values(value as Record<string, string>) : annotatedIds(value),
  );
}
