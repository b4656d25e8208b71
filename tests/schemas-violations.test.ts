import { expect, test } from '@playwright/test';
import {
  type ParameterValues,
  parameterNames,
  parameters,
  type RequirementId,
  requestValidator,
  validateErrorBody,
  validateErrorResponse,
  validateSuccessHeader,
  violationsOf,
} from '../schemas/index.js';

const valid: ParameterValues = {
  asset: 'widget 1.0.jar',
  domain: 'my-domain',
  'domain-owner': '111122223333',
  format: 'maven',
  namespace: 'com.example',
  package: 'widget',
  repository: 'My.Repo_1',
  revision: 'a/b+c=',
  version: '1.0.0+build',
};

function requirementsBrokenBy(values: ParameterValues): RequirementId[] {
  return violationsOf(values).map(({ requirement }) => requirement);
}

/** What is changed in the valid request, and the requirements that this breaks. */
const table: readonly (readonly [ParameterValues, ...RequirementId[]])[] = [
  [{}],
  [{ asset: '' }, 'AST-EMPTY'],
  [{ asset: 'a'.repeat(255) }],
  [{ asset: 'a'.repeat(256) }, 'AST-MAX'],
  [{ asset: '目录/100%#.bin' }],
  [{ asset: 'a\n' }, 'AST-PAT'],
  [{ asset: '\u0000' }, 'AST-PAT'],
  [{ asset: 'a\u200bb' }, 'AST-PAT'],
  [{ asset: 'a\ue000' }, 'AST-PAT'],
  [{ asset: 'a\uffff' }, 'AST-PAT'],
  [{ domain: '' }, 'DOM-EMPTY'],
  [{ domain: 'a' }, 'DOM-MIN'],
  [{ domain: 'ab' }],
  [{ domain: 'a'.repeat(50) }],
  [{ domain: 'a'.repeat(51) }, 'DOM-MAX'],
  [{ domain: 'A1' }, 'DOM-PAT'],
  [{ domain: '1a' }, 'DOM-PAT'],
  [{ domain: 'a-' }, 'DOM-PAT'],
  [{ domain: 'a_b' }, 'DOM-PAT'],
  [{ domain: 'ab\n' }, 'DOM-PAT'],
  [{ 'domain-owner': '' }, 'OWN-EMPTY'],
  [{ 'domain-owner': '11112222333' }, 'OWN-LEN'],
  [{ 'domain-owner': '1111222233334' }, 'OWN-LEN'],
  [{ 'domain-owner': '1111-2222-33' }, 'OWN-PAT'],
  [{ 'domain-owner': '１'.repeat(12) }, 'OWN-PAT'],
  [{ format: '' }, 'FMT-EMPTY'],
  [{ format: 'rpm' }, 'FMT-ENUM'],
  [{ format: 'maven ' }, 'FMT-ENUM'],
  [{ format: 'Maven' }, 'FMT-CASE'],
  [{ namespace: '' }, 'NSP-EMPTY'],
  [{ namespace: 'n'.repeat(255) }],
  [{ namespace: 'n'.repeat(256) }, 'NSP-MAX'],
  [{ namespace: 'a/b' }, 'NSP-PAT'],
  [{ package: '' }, 'PKG-EMPTY'],
  [{ package: 'p'.repeat(256) }, 'PKG-MAX'],
  [{ package: '@types/node' }, 'PKG-PAT'],
  [{ repository: '' }, 'REP-EMPTY'],
  [{ repository: 'r' }, 'REP-MIN'],
  [{ repository: 'r'.repeat(100) }],
  [{ repository: 'r'.repeat(101) }, 'REP-MAX'],
  [{ repository: '_r' }, 'REP-PAT'],
  [{ revision: '' }, 'REV-EMPTY'],
  [{ revision: 'r'.repeat(50) }],
  [{ revision: 'r'.repeat(51) }, 'REV-MAX'],
  [{ revision: 'a b' }, 'REV-PAT'],
  [{ version: '' }, 'VER-EMPTY'],
  [{ version: 'v'.repeat(256) }, 'VER-MAX'],
  [{ version: '1#0' }, 'VER-PAT'],
  [{ asset: '', version: '1 0', domain: 'x' }, 'AST-EMPTY', 'DOM-MIN', 'VER-PAT'],
];

test.describe('violations of a request', () => {
  for (const [change, ...expected] of table) {
    test(`${JSON.stringify(change).slice(0, 60)} → ${expected.join(', ') || 'none'}`, () => {
      expect(requirementsBrokenBy({ ...valid, ...change })).toEqual(expected);
    });
  }

  test('a missing parameter breaks its requirement if it is required', () => {
    const missing = parameterNames.map((name) => {
      const { [name]: _, ...rest } = valid;
      return [name, ...requirementsBrokenBy(rest)];
    });
    expect(missing).toEqual([
      ['asset', 'AST-REQ'],
      ['domain', 'DOM-REQ'],
      ['domain-owner'],
      ['format', 'FMT-REQ'],
      ['namespace', 'NSP-REQ-MAVEN'],
      ['package', 'PKG-REQ'],
      ['repository', 'REP-REQ'],
      ['revision'],
      ['version', 'VER-REQ'],
    ]);
  });

  test('a missing namespace is a fault for three formats and for no other', () => {
    const { namespace: _, ...rest } = valid;
    const formats = ['npm', 'pypi', 'maven', 'nuget', 'generic', 'ruby', 'swift', 'cargo', 'Maven'];
    expect(formats.map((format) => requirementsBrokenBy({ ...rest, format }).join())).toEqual([
      '',
      '',
      'NSP-REQ-MAVEN',
      '',
      'NSP-REQ-GENERIC',
      '',
      'NSP-REQ-SWIFT',
      '',
      'FMT-CASE',
    ]);
  });

  test('names the parameter and what is wrong with it', () => {
    expect(violationsOf({ ...valid, domain: 'd'.repeat(51) })).toEqual([
      {
        requirement: 'DOM-MAX',
        parameter: 'domain',
        keyword: 'maxLength',
        message: 'domain must NOT have more than 50 characters',
      },
    ]);
  });

  test('every requirement of the parameter table is reached by this test', () => {
    const reached = new Set<string>(table.flatMap(([, ...expected]) => expected));
    const required = parameters.flatMap(({ requirements: { required: _, ...others } }) =>
      Object.values(others),
    );
    expect(required.filter((id) => !reached.has(id))).toEqual([]);
  });

  test('a patched validator differs in the patched constraint only, and leaves the original alone', () => {
    const patched = requestValidator((schema) => {
      schema.properties.asset.maxLength = 256;
      return schema;
    });
    expect(patched({ ...valid, asset: 'a'.repeat(256) })).toEqual([]);
    expect(patched({ ...valid, asset: 'a'.repeat(257) }).map(({ requirement }) => requirement)).toEqual([
      'AST-MAX',
    ]);
    expect(patched({ ...valid, domain: '1a' }).map(({ requirement }) => requirement)).toEqual(['DOM-PAT']);
    const unpatched = requestValidator()({ ...valid, asset: 'a'.repeat(256) });
    expect(unpatched.map(({ requirement }) => requirement)).toEqual(['AST-MAX']);
  });
});

test.describe('violations of a response', () => {
  const broken = (violations: readonly { requirement: string; pointer: string }[]) =>
    violations.map(({ requirement, pointer }) => `${requirement} ${pointer}`);

  test('an error body with all members, with none but the message, and with more than documented', () => {
    const bodies = [
      { message: 'gone', resourceId: 'x', resourceType: 'asset' },
      { message: '' },
      { Message: 'gone', __type: 'x#ResourceNotFoundException' },
      { message: 'gone', resourceId: null, resourceType: null },
    ];
    expect(bodies.flatMap((body) => validateErrorBody('ResourceNotFoundException', body))).toEqual([]);
  });

  test('an error body that is no object, without a message, with members of the wrong type', () => {
    const judge = (body: unknown) => broken(validateErrorBody('ResourceNotFoundException', body));
    expect(judge([])).toEqual(['ER-03 ']);
    expect(judge(null)).toEqual(['ER-03 ']);
    expect(judge({})).toEqual(['ER-03 ']);
    expect(judge({ message: null })).toEqual(['ER-03 /message']);
    expect(judge({ message: 'm', resourceId: 7, resourceType: ['asset'] })).toEqual([
      'ER-RES-OPT /resourceId',
      'ER-RES-OPT /resourceType',
    ]);
    expect(judge({ message: 'm', resourceType: 'Asset' })).toEqual(['ER-RES-ENUM /resourceType']);
    expect(broken(validateErrorBody('ValidationException', { message: 'm', reason: 1 }))).toEqual([
      'ER-REASON /reason',
    ]);
  });

  test('status and header of an error', () => {
    const response = (status: number, retryAfter: string) =>
      broken(
        validateErrorResponse('ThrottlingException', {
          status,
          headers: { 'retry-after': retryAfter },
          body: { message: '' },
        }),
      );
    expect(response(429, '0')).toEqual([]);
    expect(response(400, '5')).toEqual(['ER-THROTTLING /status']);
    for (const value of ['Wed, 21 Oct 2026 07:28:00 GMT', '1.5', '-1', '', '5 ', '٣']) {
      expect(response(429, value), value).toEqual(['ER-RETRY /headers/retry-after']);
    }
  });

  test('characters of a success header', () => {
    expect(validateSuccessHeader('X-AssetName', 'a b.jar')).toEqual([]);
    expect(broken(validateSuccessHeader('X-AssetName', 'a\u0001'))).toEqual(['RS-06 ']);
    expect(broken(validateSuccessHeader('X-PackageVersion', '1 0'))).toEqual(['RS-09 ']);
    expect(broken(validateSuccessHeader('X-PackageVersionRevision', 'a\tb'))).toEqual(['RS-11 ']);
  });
});
