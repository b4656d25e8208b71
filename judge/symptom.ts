import { errorTypes } from '../schemas/index.js';
import { errorType } from './error-type.js';
import { type Exchange, headerValue, type RecordedResponse } from './exchange.js';
import { alternatives, type Expectation, type ExpectedAsset } from './expectation.js';
import { clip } from './visible.js';

/**
 * How a response was wrong, in a few words that hold for any fixtures, seed and wording of messages: what two targets
 * with the same defect have in common. A diagnosis compares these; people read `actual`.
 */
export type Symptom = string;

/** Longest symptom, in characters. */
const longest = 120;

/** The symptom of an exchange that a requirement's own check sent. */
export function symptomOf(expected: Expectation, exchange: Exchange): Symptom {
  const { response, failure, client } = exchange;
  const parts: string[] = [];
  if (response) parts.push(...responseParts(expected, response));
  if (failure) parts.push(failure.kind);
  if (client)
    parts.push(
      client.error
        ? `client: ${client.error.typed ? 'typed' : 'untyped'} ${errorTypeWords(client.error.name)}`
        : 'client: output',
    );
  return parts.join(', ') || 'nothing';
}

const known: ReadonlySet<string> = new Set<string>(errorTypes);
const errorTypeWords = (type: string): string => (known.has(type) ? type : 'another type');

function responseParts(expected: Expectation, response: RecordedResponse): string[] {
  const { status } = response;
  if (status >= 400) {
    const type = errorType(response);
    return [type ? `${status} ${errorTypeWords(type.name)}` : `${status} without a type`];
  }
  const parts = [String(status)];
  for (const each of alternatives(expected)) {
    if ('asset' in each) parts.push(...assetParts(each.asset, response));
    else if (each.kind === 'header-if-served')
      parts.push(comparison(each.value, headerValue(response.headers, each.header)));
    else if (each.kind === 'fresh-header')
      parts.push(headerValue(response.headers, each.header) ? 'repeated' : 'absent');
    else if (each.kind === 'answered' && each.forbidden?.includes(response.body.sha256))
      parts.push('the asset');
    else continue;
    break;
  }
  return parts;
}

/** How the bytes and the names of a served asset differ from what was requested. */
function assetParts(asset: ExpectedAsset, response: RecordedResponse): string[] {
  const { size, sha256 } = response.body;
  const name = headerValue(response.headers, 'x-assetname');
  const version = headerValue(response.headers, 'x-packageversion');
  const parts: string[] = [sha256 === asset.sha256 ? 'its bytes' : sizeOf(size, asset.size)];
  if (name !== undefined && name !== asset.assetName) parts.push('another name');
  if (version !== undefined && version !== asset.packageVersion) parts.push('another version');
  if (headerValue(response.headers, 'content-encoding') !== undefined) parts.push('encoded');
  return parts;
}

/** Sizes of buffers and limits, in KiB: a body that ends there was cut. */
const roundSizes: ReadonlySet<number> = new Set([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]);

/** How many bytes came in place of those that were wanted. */
function sizeOf(size: number, wanted: number): string {
  if (size === 0) return 'empty';
  if (size === wanted) return 'as many other bytes';
  if (size === wanted - 1) return 'one byte fewer';
  if (size > wanted) return 'more bytes';
  return roundSizes.has(size / 1024) ? `the first ${size / 1024} KiB` : 'fewer bytes';
}

/**
 * The symptom of a response that broke a rule, from the texts of the finding: names, numbers and messages are replaced by
 * what they are to what was expected.
 */
export function ruleSymptom(expected: string, actual: string): Symptom {
  const wanted = /“([^”]*)”/.exec(expected)?.[1];
  const words = actual
    .replace(/ \(sha256 [0-9a-f]+…\)/g, '')
    .replace(/“([^”]*)”/g, (_, value: string) => comparison(wanted, value))
    .replace(/"(?:[^"\\]|\\.)*"?/g, (quoted) => {
      const value = quoted.replace(/^"|"$/g, '');
      return /^[A-Za-z_-]{1,40}$/.test(value) ? value : kindOf(value);
    })
    .replace(/\d{4,}|\d+(?= bytes)/g, 'N');
  return clip(words, longest).text;
}

/** What a value is to the one that was expected. */
function comparison(wanted: string | undefined, value: string | undefined): string {
  if (value === undefined) return 'absent';
  if (wanted === undefined || value === '') return kindOf(value);
  if (value === wanted) return 'the same';
  const decoded = percentDecoded(value);
  if (value.toLowerCase() === wanted.toLowerCase()) return 'in another case';
  if (decoded === wanted) return 'percent-encoded';
  if (value.trim() === wanted.trim()) return 'with other white space';
  if (Buffer.from(value, 'latin1').toString() === wanted) return 'in another charset';
  if (wanted.startsWith(value)) return 'its beginning';
  if (wanted.endsWith(value)) return 'its end';
  if (value.startsWith(wanted)) return 'with something after it';
  if (value.endsWith(wanted)) return 'with something before it';
  if (value.includes(wanted)) return 'with something around it';
  return 'another';
}

function percentDecoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

function kindOf(value: string): string {
  if (value === '') return 'empty';
  const first = value.trimStart()[0];
  if (first === '{' || first === '[') return 'JSON';
  if (first === '<') return /^<(!doctype )?html/i.test(value.trimStart()) ? 'HTML' : 'markup';
  return kinds.find(([, pattern]) => pattern.test(value.trim()))?.[0] ?? 'text';
}

/** Values of header fields, by their form. */
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['a list', /^[^\s,;]+, *[^\s,;]+(, *[^\s,;]+)*$/],
  ['a date', /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4}|^\d{4}-\d{2}-\d{2}/],
  ['a negative number', /^-\d+$/],
  ['a decimal number', /^\d+[.,]\d+$/],
  ['an integer', /^\d+$/],
  ['a number and a unit', /^\d+ ?[a-z]+$/i],
  ['JSON as its type', /^application\/json\b/i],
  ['text as its type', /^text\/plain\b/i],
  ['HTML as its type', /^text\/html\b/i],
  ['bytes as its type', /^application\/octet-stream\b/i],
  ['another media type', /^[\w.+-]+\/[\w.+-]+(;.*)?$/],
];
