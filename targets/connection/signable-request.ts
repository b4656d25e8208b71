import type { HeaderField } from '../../judge/index.js';

/** What is signed: the parts of a request that SigV4 covers. */
export interface SignableRequest {
  readonly method: string;
  readonly origin: URL;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly HeaderField[];
  readonly body?: string;
}

function lenientDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The raw query as the bag that the signer canonicalises: decoded, repeated names kept. */
export function queryBag(query: string): Record<string, string | string[]> {
  const bag: Record<string, string | string[]> = {};
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = lenientDecode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : lenientDecode(pair.slice(equals + 1));
    const before = bag[name];
    bag[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return bag;
}

/** A region that is not this one. */
export const otherRegion = (region: string): string =>
  region === 'eu-central-1' ? 'us-west-2' : 'eu-central-1';
