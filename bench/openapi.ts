import { errors, errorTypes, operation, type ParameterValues, parameters } from '../schemas/index.js';

/** What an error's body has to be, as far as a general tool can be told. */
const errorBody = {
  type: 'object',
  required: ['message'],
  properties: {
    message: { type: 'string' },
    resourceId: { type: 'string' },
    resourceType: { type: 'string' },
    reason: { type: 'string' },
  },
};
const header = { required: true, schema: { type: 'string', minLength: 1 } };

/**
 * The operation as an OpenAPI 3.1 document, made from the suite's own schemas: what a tool that works from such a document
 * can know about it.
 *
 * @param example a request that is served, so that the tool has one to start from
 */
export function openApi(example: ParameterValues): object {
  const statuses = [...new Set(errorTypes.map((type) => errors[type].status))];
  return {
    openapi: '3.1.0',
    info: { title: 'GetPackageVersionAsset', version: '1' },
    paths: {
      [operation.path]: {
        [operation.method.toLowerCase()]: {
          operationId: 'GetPackageVersionAsset',
          parameters: parameters.map(({ name, required, minLength, maxLength, pattern, values }) => ({
            name,
            in: 'query',
            required,
            ...(example[name] === undefined ? {} : { example: example[name] }),
            schema: {
              type: 'string',
              ...(minLength === undefined ? {} : { minLength }),
              ...(maxLength === undefined ? {} : { maxLength }),
              ...(pattern === undefined ? {} : { pattern }),
              ...(values === undefined ? {} : { enum: values }),
            },
          })),
          responses: {
            200: {
              description: 'the asset',
              headers: {
                'X-AssetName': header,
                'X-PackageVersion': header,
                'X-PackageVersionRevision': header,
              },
              content: { 'application/octet-stream': { schema: {} } },
            },
            ...Object.fromEntries(
              statuses.map((status) => [
                status,
                {
                  description: 'an error',
                  headers: { 'x-amzn-errortype': header },
                  content: { 'application/json': { schema: errorBody } },
                },
              ]),
            ),
          },
        },
      },
    },
  };
}
