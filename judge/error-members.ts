import { decodedBody } from './decoded-body.js';
import { errorLimit } from './error-type.js';
import { type Exchange, headerValue } from './exchange.js';
import { readJsonObject } from './json-object.js';

const inBody = ['resourceId', 'resourceType', 'reason', 'retryAfterSeconds'] as const;

/** The members that an error carries, by their documented names. */
function carried({ response }: Exchange): ReadonlyMap<(typeof inBody)[number], unknown> {
  const members = new Map<(typeof inBody)[number], unknown>();
  if (!response) return members;
  const body = readJsonObject(decodedBody(response, errorLimit) ?? Buffer.alloc(0));
  for (const [name, value] of Object.entries('object' in body ? body.object : {})) {
    // In another case it is the same member, meant for the caller and lost on every client.
    const documented = inBody.find((each) => each.toLowerCase() === name.toLowerCase());
    if (documented && (typeof value === 'string' || typeof value === 'number'))
      members.set(documented, value);
  }
  const retryAfter = headerValue(response.headers, 'retry-after');
  if (retryAfter !== undefined && /^\d+$/.test(retryAfter))
    members.set('retryAfterSeconds', Number(retryAfter));
  return members;
}

/**
 * The members that an error carries and an official client does not hand to its caller as they are (reference page,
 * Errors: `resourceId`, `resourceType`, `reason`; the service model binds `retryAfterSeconds` to the Retry-After header).
 *
 * @returns their documented names
 */
export function errorMembersLost(exchange: Exchange): string[] {
  const error = exchange.client?.error;
  return [...carried(exchange)].filter(([name, value]) => error?.[name] !== value).map(([name]) => name);
}
