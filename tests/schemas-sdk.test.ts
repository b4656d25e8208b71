import * as sdk from '@aws-sdk/client-codeartifact';
import { expect, test } from '@playwright/test';
import {
  errors,
  errorTypes,
  operation,
  packageFormats,
  parameters,
  resourceTypes,
  successHeaderNames,
  validationReasons,
} from '../schemas/index.js';

/**
 * The official JavaScript client describes its operations to itself in arrays: kind, namespace, name, traits, then
 * member names, member schemas and the number of required members, which come first.
 */
type MemberSchema = number | readonly [shape: unknown, traits?: number | Readonly<Record<string, string>>];
type Structure = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: Readonly<Record<string, string | number>>,
  members: readonly string[],
  schemas: readonly MemberSchema[],
  required?: number,
];

const request = sdk.GetPackageVersionAssetRequest$ as unknown as Structure;
const result = sdk.GetPackageVersionAssetResult$ as unknown as Structure;

const errorSchemas = {
  AccessDeniedException: sdk.AccessDeniedException$,
  ConflictException: sdk.ConflictException$,
  InternalServerException: sdk.InternalServerException$,
  ResourceNotFoundException: sdk.ResourceNotFoundException$,
  ThrottlingException: sdk.ThrottlingException$,
  ValidationException: sdk.ValidationException$,
} as unknown as Readonly<Record<string, Structure>>;

function trait(schema: MemberSchema | undefined, name: string): string | undefined {
  const traits = Array.isArray(schema) ? schema[1] : undefined;
  return typeof traits === 'object' ? traits[name] : undefined;
}

/** Members with the value of a trait, in the order of the client. */
function bindings([, , , , members, schemas]: Structure, name: string): [string, string][] {
  return members.flatMap((member, index): [string, string][] => {
    const value = trait(schemas[index], name);
    return value === undefined ? [] : [[member, value]];
  });
}

test.describe('schemas against the official JavaScript client', () => {
  test('method, path and status', () => {
    const [, , , traits] = sdk.GetPackageVersionAsset$ as unknown as readonly unknown[];
    expect(traits).toEqual({ http: [operation.method, operation.path, 200] });
  });

  test('the query key of each member', () => {
    expect(new Map(bindings(request, 'httpQuery'))).toEqual(
      new Map(parameters.map(({ member, name }) => [member, name])),
    );
    expect(request[4]).toHaveLength(parameters.length);
  });

  test('the required members', () => {
    const [, , , , members, , count = 0] = request;
    const required = parameters.filter((row) => row.required).map(({ member }) => member);
    expect([...members.slice(0, count)].sort()).toEqual(required.sort());
  });

  test('the headers of a served asset', () => {
    expect(bindings(result, 'httpHeader').map(([, header]) => header)).toEqual([...successHeaderNames]);
  });

  test('the name, status, members and headers of each error', () => {
    const shipped = Object.values(errorSchemas).map((schema) => [
      schema[2],
      schema[3].httpError,
      schema[4],
      bindings(schema, 'httpHeader').map(([member, header]) => [member, header.toLowerCase()]),
    ]);
    const ours = errorTypes.map((type) => {
      const { status, members } = errors[type];
      const headers = members.flatMap(({ name, header }) => (header === undefined ? [] : [[name, header]]));
      return [type, status, members.map(({ name }) => name), headers];
    });
    expect(ours).toEqual(shipped);
  });

  test('the enums', () => {
    expect([...packageFormats].sort()).toEqual(Object.values(sdk.PackageFormat).sort());
    expect([...resourceTypes].sort()).toEqual(Object.values(sdk.ResourceType).sort());
    expect([...validationReasons].sort()).toEqual(Object.values(sdk.ValidationExceptionReason).sort());
  });
});
