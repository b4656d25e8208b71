import { type HeaderField, headerValues } from '../../judge/index.js';
import { NotHttp } from './message-head.js';

/**
 * Where the body of a message ends (RFC 9112 §6.3).
 * - `to-close`: where the connection ends
 * - `tunnel`: it is no body; what follows is another protocol's
 */
export type Framing =
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'to-close' }
  | { readonly kind: 'tunnel' };

const empty: Framing = { kind: 'length', length: 0 };

/** @throws NotHttp if the fields contradict each other */
export function requestFraming(fields: readonly HeaderField[]): Framing {
  return declared(fields) ?? empty;
}

/**
 * @param method of the request that it responds
 * @throws NotHttp if the fields contradict each other
 */
export function responseFraming(status: number, method: string, fields: readonly HeaderField[]): Framing {
  if (status === 101) return { kind: 'tunnel' };
  if (status < 200 || status === 204 || status === 304 || method === 'HEAD') return empty;
  return declared(fields) ?? { kind: 'to-close' };
}

function declared(fields: readonly HeaderField[]): Framing | undefined {
  const codings = headerValues(fields, 'transfer-encoding').join(',').toLowerCase();
  if (codings !== '')
    return /(^|[,\s])chunked\s*$/.test(codings) ? { kind: 'chunked' } : { kind: 'to-close' };
  const [length, ...others] = headerValues(fields, 'content-length');
  if (length === undefined) return undefined;
  if (!/^\d{1,15}$/.test(length) || others.some((other) => other !== length))
    throw new NotHttp(`Content-Length ${[length, ...others].join(' and ')} is no length`);
  return { kind: 'length', length: Number(length) };
}
