import { errorTypes } from '../schemas/index.js';
import { errorType } from './error-type.js';
import { type Exchange, headerValue, type RecordedResponse } from './exchange.js';
import { alternatives, type Expectation, type ExpectedAsset } from './expectation.js';
import { comparison, errorTypeWords, kindOf, sizeWords } from './symptom-values.js';
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
        ? `client: ${client.error.typed ? 'typed' : 'untyped'} ${clientTypeWords(client.error.name)}`
        : 'client: output',
    );
  return parts.join(', ') || 'nothing';
}

const known: ReadonlySet<string> = new Set<string>(errorTypes);
const clientTypeWords = (type: string): string => (known.has(type) ? type : 'another type');

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
    return parts;
  }
  if (errorType(response)) parts.push('an error');
  else if (response.body.size === 0) parts.push('empty');
  return parts;
}

/** How the bytes and the names of a served asset differ from what was requested. */
function assetParts(asset: ExpectedAsset, response: RecordedResponse): string[] {
  const { size, sha256 } = response.body;
  const name = headerValue(response.headers, 'x-assetname');
  const version = headerValue(response.headers, 'x-packageversion');
  const isOther = name !== undefined && name !== asset.assetName;
  const parts: string[] = [sha256 === asset.sha256 ? 'its bytes' : sizeWords(size, asset.size, isOther)];
  if (isOther) parts.push('another name');
  if (version !== undefined && version !== asset.packageVersion) parts.push('another version');
  if (headerValue(response.headers, 'content-encoding') !== undefined) parts.push('encoded');
  return parts;
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
