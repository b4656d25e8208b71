import type { Refusal } from '../refusal.js';
import { type ReferenceResponse, withBody, withHeader, withoutHeader } from '../response.js';
import type { GeneralDefect } from './defect.js';
import { all, refusal, refused, type StagesChange, served } from './wrap.js';

const failed = (response: ReferenceResponse): ReferenceResponse => ({
  ...response,
  status: 500,
  headers: [
    ['Content-Type', 'application/json'],
    ['Content-Length', '2'],
    ['x-amzn-errortype', 'InternalServerException'],
  ],
  body: Buffer.from('{}'),
});

/** What an error carries besides its status is written by `write`; no header names its type. */
const written = (contentType: string, write: (refusal: Refusal) => string): StagesChange =>
  refused((response, original) =>
    withHeader(
      withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.from(write(original))),
      'Content-Type',
      contentType,
    ),
  );

const retyped = (type: Refusal['type'], status: number): StagesChange =>
  refusal((error) => ({ ...error, type, status }));

/** Errors of another form, or of none. */
export function ofErrors(): GeneralDefect[] {
  return [
    {
      id: 'not-found-as-empty',
      breaks: 'ER-NF-ASSET',
      summary: 'responds with 200 and no bytes to a request for something that does not exist',
      general: 'Respond with 404 and ResourceNotFoundException if any part of the coordinates names nothing.',
      change: refused((response, { type }) =>
        type === 'ResourceNotFoundException'
          ? { ...withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.alloc(0)), status: 200 }
          : response,
      ),
    },
    {
      id: 'errors-as-pages',
      breaks: 'ER-01',
      summary: 'responds to every error with an HTML page of its framework',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: written(
        'text/html',
        ({ status }) => `<!DOCTYPE html><title>${status}</title><h1>Error ${status}</h1>`,
      ),
    },
    {
      id: 'errors-as-plain-text',
      breaks: 'ER-01',
      summary: 'responds to every error with plain text and no error type',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: written('text/plain', ({ message }) => message),
    },
    {
      id: 'errors-as-xml',
      breaks: 'ER-01',
      summary: 'writes errors as XML, as other protocols of AWS do',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: written(
        'application/xml',
        ({ type }) => `<?xml version="1.0"?><Error><Code>${type}</Code><Message>refused</Message></Error>`,
      ),
    },
    {
      id: 'errors-without-type',
      breaks: 'ER-01',
      summary: 'writes errors as JSON of its own, without a type and a message',
      general:
        'Name the error type in the header x-amzn-errortype, and send a JSON object with a string message.',
      change: written('application/json', ({ status, message }) =>
        JSON.stringify({ error: message, statusCode: status }),
      ),
    },
    {
      id: 'errors-as-problem-details',
      breaks: 'ER-01',
      summary: 'writes errors as problem details (RFC 9457), without an error type',
      general:
        'Name the error type in the header x-amzn-errortype, and send a JSON object with a string message as application/json.',
      change: written('application/problem+json', ({ status, message }) =>
        JSON.stringify({ type: 'about:blank', title: 'Error', status, detail: message }),
      ),
    },
    {
      id: 'errors-without-body',
      breaks: 'ER-01',
      summary: 'responds to every error with a status alone',
      general:
        'Write errors as restJson1: the type in the header x-amzn-errortype, and a JSON object with a message as the body.',
      change: refused((response) =>
        withoutHeader(withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.alloc(0)), 'Content-Type'),
      ),
    },
    ...(
      [
        ['every-error-400', 'ValidationException', 400, 'ER-NF-ASSET'],
        ['every-error-404', 'ResourceNotFoundException', 404, 'AST-REQ'],
        ['every-error-500', 'InternalServerException', 500, 'ER-NO5XX'],
        ['every-error-403', 'AccessDeniedException', 403, 'ER-NF-ASSET'],
      ] as const
    ).map(
      ([id, type, status, breaks]): GeneralDefect => ({
        id,
        breaks,
        summary: `responds to every error with ${status} ${type}`,
        general: 'Tell the six error types apart: each has its own status.',
        change: retyped(type, status),
      }),
    ),
    {
      id: 'everything-fails',
      breaks: 'OP-01',
      summary: 'responds to every request with 500',
      general: 'Find out in the logs of the server why it fails: no request of the operation is served.',
      change: all(
        served((response) => failed(response)),
        retyped('InternalServerException', 500),
      ),
    },
  ];
}
