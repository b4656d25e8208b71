import { all, errorBody, refusal, refused } from '../defects/wrap.js';
import type { Refusal } from '../refusal.js';
import { withBody, withHeader, withoutHeader } from '../response.js';
import type { Variant } from './variant.js';

const namespace = 'com.amazonaws.codeartifact#';
const suffix = ':http://internal.amazon.com/coral/com.amazon.coral.service/';

/** Ways to write an error (restJson1, Operation error serialization; recorded responses). */
export const errorVariants: readonly Variant[] = [
  {
    id: 'type-with-uri-suffix',
    summary: 'adds a URI to the error type, as CodeArtifact itself does',
    change: refused((response, { type }) => withHeader(response, 'x-amzn-errortype', `${type}${suffix}`)),
  },
  {
    id: 'type-with-namespace',
    summary: 'puts a namespace before the error type in its header',
    change: refused((response, { type }) => withHeader(response, 'x-amzn-errortype', `${namespace}${type}`)),
  },
  {
    id: 'type-with-namespace-and-uri',
    summary: 'puts a namespace before the error type and a URI after it',
    change: refused((response, { type }) =>
      withHeader(response, 'x-amzn-errortype', `${namespace}${type}${suffix}`),
    ),
  },
  typedInBody('type-in-body', 'gives the error type in __type only', (type) => ({ __type: type })),
  typedInBody(
    'type-in-body-with-namespace',
    'gives the error type in __type only, with a namespace',
    (type) => ({
      __type: `${namespace}${type}`,
    }),
  ),
  typedInBody('type-in-code', 'gives the error type in code only', (type) => ({ code: type })),
  {
    id: 'type-in-header-and-body',
    summary: 'gives the error type in the header and in __type, with and without a namespace',
    change: errorBody((body, { type }) => ({ __type: `${namespace}${type}`, ...body })),
  },
  {
    id: 'message-capitalised',
    summary: 'gives Message instead of message',
    change: errorBody(({ message, ...body }) => ({ Message: message, ...body })),
  },
  {
    id: 'message-twice',
    summary: 'gives Message as well as message',
    change: errorBody((body) => ({ Message: body.message, ...body })),
  },
  {
    id: 'message-in-another-language',
    summary: 'words its messages in another language, outside ASCII',
    change: errorBody((body) => ({ ...body, message: 'リソースが見つかりません。Přístup odepřen. ✗' })),
  },
  {
    id: 'message-empty',
    summary: 'gives empty messages',
    change: errorBody((body) => ({ ...body, message: '' })),
  },
  {
    id: 'message-long',
    summary: 'gives messages of several kilobytes, with line breaks and quotation marks',
    change: errorBody((body) => ({ ...body, message: `"${body.message}"\n`.repeat(60) })),
  },
  {
    id: 'error-members-further',
    summary: 'gives members that nobody documents',
    change: errorBody((body, { status }) => ({
      requestId: 'b7c4',
      statusCode: status,
      fieldList: [{ path: '/asset', message: 'x' }],
      ...body,
    })),
  },
  {
    id: 'error-members-null',
    summary: 'gives null for members that an error has not',
    change: errorBody((body, { type }) => ({
      ...body,
      ...(type === 'ResourceNotFoundException' || type === 'ConflictException'
        ? { resourceId: null, resourceType: null }
        : {}),
      ...(type === 'ValidationException' ? { reason: null } : {}),
    })),
  },
  {
    id: 'error-members-optional-absent',
    summary: 'leaves every optional member out',
    change: errorBody(({ message }) => ({ message })),
  },
  {
    id: 'error-members-reversed',
    summary: 'gives the members in another order',
    change: errorBody((body) => Object.fromEntries(Object.entries(body).reverse())),
  },
  {
    id: 'resource-id-arn',
    summary: 'gives an ARN as resourceId',
    change: errorBody((body) =>
      'resourceId' in body
        ? { ...body, resourceId: 'arn:aws:codeartifact:us-east-1:111122223333:domain/d' }
        : body,
    ),
  },
  {
    id: 'error-pretty-printed',
    summary: 'prints JSON with line breaks and a newline at its end',
    change: refused((response, { message, reason, resourceId, resourceType }) =>
      withBody(
        response,
        Buffer.from(`\n${JSON.stringify({ message, reason, resourceId, resourceType }, undefined, 2)}\r\n`),
      ),
    ),
  },
  {
    id: 'error-escaped',
    summary: 'escapes every letter of its JSON strings',
    change: refused((response, { message }) =>
      withBody(response, Buffer.from(`{"message":"${escaped(message)}"}`)),
    ),
  },
  {
    id: 'error-content-type-charset',
    summary: 'adds a charset to the Content-Type of errors',
    change: refused((response) => withHeader(response, 'Content-Type', 'application/json; charset=utf-8')),
  },
  {
    id: 'error-content-type-amz-json',
    summary: 'labels errors as application/x-amz-json-1.1',
    departsFrom: ['ER-04'],
    change: refused((response) => withHeader(response, 'Content-Type', 'application/x-amz-json-1.1')),
  },
  {
    id: 'error-chunked',
    summary: 'sends errors in chunks',
    change: refused((response) => withoutHeader(response, 'Content-Length')),
  },
  {
    id: 'retry-after-absent',
    summary: 'does not say how long to wait',
    departsFrom: ['ER-RETRY-PRES'],
    change: refused((response) => withoutHeader(response, 'Retry-After')),
  },
  {
    id: 'retry-after-zero',
    summary: 'lets a throttled client retry at once, and a failed one after a while',
    change: refused((response, { type }) => {
      if (type === 'ThrottlingException') return withHeader(response, 'Retry-After', '0');
      return type === 'InternalServerException' ? withHeader(response, 'Retry-After', '30') : response;
    }),
  },
  {
    id: 'signature-type-of-older-page',
    summary: 'names wrong signatures as the older page of common errors does',
    departsFrom: ['AU-04'],
    change: all(
      retyped('InvalidSignatureException', 'SignatureDoesNotMatch'),
      retyped('MissingAuthenticationTokenException', 'MissingAuthenticationToken'),
      retyped('UnrecognizedClientException', 'InvalidClientTokenId'),
    ),
  },
  {
    id: 'unfinished-signature-400',
    summary: 'responds to an unfinished signature with 400, as the older page of common errors does',
    change: refusal((error) =>
      error.type === 'IncompleteSignatureException' ? { ...error, status: 400 } : error,
    ),
  },
  {
    id: 'reason-cannot-parse',
    summary: 'gives CANNOT_PARSE for every invalid parameter',
    departsFrom: ['ER-REASON-FIELD'],
    change: refusal((error) =>
      error.reason === 'FIELD_VALIDATION_FAILED' ? { ...error, reason: 'CANNOT_PARSE' } : error,
    ),
  },
  {
    id: 'resource-type-of-parent',
    summary: 'names the level above the one that is missing',
    departsFrom: ['ER-RES-LEVEL'],
    change: refusal((error) =>
      error.resourceType === 'asset' ? { ...error, resourceType: 'package-version' } : error,
    ),
  },
];

function typedInBody(
  id: string,
  summary: string,
  members: (type: string) => { readonly [member: string]: string },
): Variant {
  return {
    id,
    summary,
    departsFrom: ['ER-02'],
    change: all(
      errorBody((body, { type }) => ({ ...members(type), ...body })),
      refused((response) => withoutHeader(response, 'x-amzn-errortype')),
    ),
  };
}

function retyped(type: Refusal['type'], other: string) {
  return refused((response, error) =>
    error.type === type ? withHeader(response, 'x-amzn-errortype', other) : response,
  );
}

/** Each UTF-16 unit, as JSON has it. */
function escaped(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
