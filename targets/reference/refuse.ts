import type { Refusal } from './refusal.js';
import type { ReferenceResponse } from './response.js';

/** The members of an error's JSON body; absent ones are left out. */
export type ErrorBody = { readonly [member: string]: unknown };

/**
 * Writes an error as restJson1 has it: the bare shape name in `x-amzn-errortype`, a JSON object with `message`, and
 * `retryAfterSeconds` as the header `Retry-After`.
 */
export function refuse(refusal: Refusal): ReferenceResponse {
  const { type, status, message, reason, resourceId, resourceType, retryAfterSeconds } = refusal;
  const body: ErrorBody = { message, reason, resourceId, resourceType };
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(bytes.length)],
      ['x-amzn-errortype', type],
      ...(retryAfterSeconds === undefined ? [] : [['Retry-After', String(retryAfterSeconds)] as const]),
    ],
    body: bytes,
  };
}
