import { type ParameterValues, parameterNames } from '../../schemas/index.js';

const known: ReadonlySet<string> = new Set(parameterNames);

/**
 * The parameters of a request, decoded.
 *
 * @param target path and raw query
 * @returns undefined if the documents leave open what the request means: a broken escape, bytes that are not UTF-8,
 * a parameter that stands more than once
 */
export function decodeParameters(target: string): ParameterValues | undefined {
  const mark = target.indexOf('?');
  const values: Record<string, string> = {};
  if (mark < 0) return values;
  try {
    for (const pair of target.slice(mark + 1).split('&')) {
      const equals = pair.indexOf('=');
      const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
      if (!known.has(name)) continue;
      if (name in values) return undefined;
      values[name] = equals < 0 ? '' : decoded(pair.slice(equals + 1));
    }
    return values;
  } catch {
    return undefined;
  }
}

/** @throws URIError */
function decoded(text: string): string {
  if (/[\u0080-\uffff]/.test(text)) throw new URIError('raw bytes above ASCII');
  return text.includes('%') ? decodeURIComponent(text) : text;
}
