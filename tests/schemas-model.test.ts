import { expect, test } from '@playwright/test';
import {
  type ErrorType,
  errors,
  errorTypes,
  namespaceRules,
  operation,
  packageFormats,
  parameterNames,
  parameters,
  resourceTypes,
  successHeaderNames,
  validateErrorBody,
  validateSuccessHeader,
  validationReasons,
} from '../schemas/index.js';

/**
 * Facts copied by hand from the Smithy model of CodeArtifact 2018-09-22 (smithy.api#httpQuery, #required, #length,
 * #pattern, #httpHeader, #httpError), apart from the code under test.
 */
const model = {
  http: ['GET', '/v1/package/version/asset'],
  input: [
    ['domain', 'domain', 'required', 2, 50, '^[a-z][a-z0-9\\-]{0,48}[a-z0-9]$'],
    ['domainOwner', 'domain-owner', 'optional', 12, 12, '^[0-9]{12}$'],
    ['repository', 'repository', 'required', 2, 100, '^[A-Za-z0-9][A-Za-z0-9._\\-]{1,99}$'],
    ['format', 'format', 'required', undefined, undefined, undefined],
    ['namespace', 'namespace', 'optional', 1, 255, '^[^#/\\s]+$'],
    ['package', 'package', 'required', 1, 255, '^[^#/\\s]+$'],
    ['packageVersion', 'version', 'required', 1, 255, '^[^#/\\s]+$'],
    ['asset', 'asset', 'required', 1, 255, '^\\P{C}+$'],
    ['packageVersionRevision', 'revision', 'optional', 1, 50, '^\\S+$'],
  ],
  formats: ['npm', 'pypi', 'maven', 'nuget', 'generic', 'ruby', 'swift', 'cargo'],
  // The model has no trait for it; the description of the member namespace says so.
  namespaceRequired: ['maven', 'swift', 'generic'],
  outputHeaders: [
    ['X-AssetName', 1, 255],
    ['X-PackageVersion', 1, 255],
    ['X-PackageVersionRevision', 1, 50],
  ],
  errors: {
    AccessDeniedException: [403, 'message'],
    ConflictException: [409, 'message resourceId resourceType'],
    InternalServerException: [500, 'message'],
    ResourceNotFoundException: [404, 'message resourceId resourceType'],
    ThrottlingException: [429, 'message retryAfterSeconds'],
    ValidationException: [400, 'message reason'],
  } as Record<string, readonly [number, string]>,
  retryAfterSeconds: 'Retry-After',
  ResourceType: ['domain', 'repository', 'package', 'package-version', 'asset'],
  ValidationExceptionReason: [
    'CANNOT_PARSE',
    'ENCRYPTION_KEY_ERROR',
    'FIELD_VALIDATION_FAILED',
    'UNKNOWN_OPERATION',
    'OTHER',
  ],
} as const;

test.describe('schemas against the service model', () => {
  test('operation', () => {
    expect([operation.method, operation.path]).toEqual(model.http);
  });

  test('each parameter: member, wire name, required, lengths and pattern, none missing and none more', () => {
    const derived = parameters.map((row) => [
      row.member,
      row.name,
      row.required ? 'required' : 'optional',
      row.minLength,
      row.maxLength,
      row.pattern,
    ]);
    const byName = (a: readonly unknown[], b: readonly unknown[]) => (String(a[1]) < String(b[1]) ? -1 : 1);
    expect(derived).toEqual([...model.input].sort(byName));
    expect([...parameterNames]).toEqual(model.input.map(([, wire]) => wire).sort());
  });

  test('formats, and those that need a namespace', () => {
    expect(parameters.find(({ name }) => name === 'format')?.values).toEqual(model.formats);
    expect([...packageFormats]).toEqual(model.formats);
    expect(namespaceRules.map(({ format, requirement }) => [format, requirement])).toEqual(
      model.namespaceRequired.map((format) => [format, `NSP-REQ-${format.toUpperCase()}`]),
    );
  });

  test('success headers: lengths on both sides', () => {
    expect([...successHeaderNames]).toEqual(model.outputHeaders.map(([name]) => name));
    for (const [name, min, max] of model.outputHeaders) {
      const judged = [min - 1, min, max, max + 1].map(
        (length) => validateSuccessHeader(name, 'a'.repeat(length)).length,
      );
      expect(judged, name).toEqual([1, 0, 0, 1]);
    }
  });

  test('errors: status and members, none missing and none more', () => {
    const derived = Object.fromEntries(
      Object.entries(errors).map(([type, { status, members }]) => [
        type,
        [status, members.map(({ name }) => name).join(' ')],
      ]),
    );
    expect(derived).toEqual(model.errors);
    expect([...errorTypes]).toEqual(Object.keys(model.errors));
  });

  test('errors: message alone is required, and retryAfterSeconds alone is a header', () => {
    for (const type of errorTypes) {
      const required = errors[type].members.filter((member) => member.required);
      expect(
        required.map(({ name }) => name),
        type,
      ).toEqual(['message']);
    }
    const headers = errorTypes.flatMap((type) =>
      errors[type].members.filter(({ header }) => header !== undefined),
    );
    expect(headers.map(({ name, header }) => [name, header])).toEqual([
      ['retryAfterSeconds', model.retryAfterSeconds.toLowerCase()],
    ]);
  });

  test('enums of the error members', () => {
    expect([...resourceTypes]).toEqual(model.ResourceType);
    expect([...validationReasons]).toEqual(model.ValidationExceptionReason);
    const values = (type: ErrorType, name: string) =>
      errors[type].members.find((member) => member.name === name)?.values;
    expect(values('ConflictException', 'resourceType')).toEqual(model.ResourceType);
    expect(values('ResourceNotFoundException', 'resourceType')).toEqual(model.ResourceType);
    expect(values('ValidationException', 'reason')).toEqual(model.ValidationExceptionReason);
  });

  test('each enum value is accepted in a body, and a similar word is not', () => {
    for (const resourceType of model.ResourceType) {
      expect(validateErrorBody('ConflictException', { message: '', resourceType })).toEqual([]);
      const wrong = validateErrorBody('ConflictException', {
        message: '',
        resourceType: resourceType.toUpperCase(),
      });
      expect(wrong.map(({ requirement }) => requirement)).toEqual(['ER-RES-ENUM']);
    }
    for (const reason of model.ValidationExceptionReason) {
      expect(validateErrorBody('ValidationException', { message: '', reason })).toEqual([]);
      const wrong = validateErrorBody('ValidationException', { message: '', reason: reason.toLowerCase() });
      expect(wrong.map(({ requirement }) => requirement)).toEqual(['ER-REASON']);
    }
  });
});
