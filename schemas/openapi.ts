import { defined } from './defined.js';
import { errors, errorTypes } from './error-shapes.js';
import type { ParameterValues } from './parameter-names.js';
import { operation } from './request-schema.js';
import { type JsonSchema, readSchema } from './schema-file.js';

/** Options of `openApiDocument`. */
export interface OpenApiOptions {
  /** Address of a server that implements the operation; none is named unless given. */
  readonly server?: string;
  /** A request that the server serves: each value becomes the example of its parameter. */
  readonly example?: ParameterValues;
}

/** A schema file as far as this document reads it. */
interface ObjectSchema extends JsonSchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, JsonSchema>>;
}

/** A schema without the keywords of this suite, which other tools would only wonder about. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !keyword.startsWith('x-'))
      .map(([keyword, value]) => [keyword, plain(value)]),
  );
}

function parameters(example: ParameterValues): readonly object[] {
  const { required = [], properties } = readSchema<ObjectSchema>('request');
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const value = example[name as keyof ParameterValues];
    return {
      name,
      in: 'query',
      description,
      required: required.includes(name),
      ...defined({ example: value }),
      schema: plain(schema),
    };
  });
}

function successHeaders(): object {
  const { required = [], properties } = readSchema<ObjectSchema>('success-headers');
  return Object.fromEntries(
    Object.entries(properties).map(([name, { description, ...schema }]) => [
      name,
      { description, required: required.includes(name), schema: plain(schema) },
    ]),
  );
}

/** The body of each of the six errors, by its type. */
function errorBodies(): Readonly<Record<string, unknown>> {
  const { $defs } = readSchema<{ readonly $defs: Readonly<Record<string, ObjectSchema>> }>('errors');
  return Object.fromEntries(errorTypes.map((type) => [type, plain($defs[type]?.properties.body)]));
}

const errorTypeHeader = {
  description: 'The type of the error. It may stand in the body instead, as `__type` or `code`.',
  schema: { type: 'string', enum: errorTypes },
};
const retryAfterHeader = {
  description: 'Seconds to wait before the call is repeated.',
  schema: { type: 'integer', minimum: 0 },
};

/** Every documented error has a status of its own, so each response has one body. */
function errorResponses(): object {
  return Object.fromEntries(
    errorTypes.map((type) => [
      errors[type].status,
      {
        description: type,
        headers: {
          'x-amzn-errortype': errorTypeHeader,
          ...(type === 'ThrottlingException' ? { 'Retry-After': retryAfterHeader } : {}),
        },
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${type}` } } },
      },
    ]),
  );
}

/**
 * GetPackageVersionAsset as an OpenAPI 3.1 document, made from the JSON Schemas of this package: request, success headers
 * and errors of the reference page. What OpenAPI cannot say, such as that some formats require a namespace, stands in
 * the descriptions.
 *
 * @returns the document, as plain data
 */
export function openApiDocument({ server, example = {} }: OpenApiOptions = {}): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'GetPackageVersionAsset',
      version: '1',
      description:
        'Downloads one asset of one package version. `namespace` is required for the formats generic, maven and swift.',
    },
    ...(server === undefined ? {} : { servers: [{ url: server }] }),
    paths: {
      [operation.path]: {
        [operation.method.toLowerCase()]: {
          operationId: 'GetPackageVersionAsset',
          security: [{ sigv4: [] }],
          parameters: parameters(example),
          responses: {
            200: {
              description: 'The bytes of the asset.',
              headers: successHeaders(),
              content: { 'application/octet-stream': { schema: {} } },
            },
            ...errorResponses(),
          },
        },
      },
    },
    components: {
      schemas: errorBodies(),
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          description: 'AWS Signature Version 4, service `codeartifact`.',
        },
      },
    },
  };
}
