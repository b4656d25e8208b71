import { errorMembersLost } from './error-members.js';
import { errorType } from './error-type.js';
import {
  bodyBytes,
  type ClientOutcome,
  type Exchange,
  type RecordedBody,
  type RecordedResponse,
} from './exchange.js';
import type { Expectation, StatusRange, UnlistedAsset } from './expectation.js';
import { excerpt } from './visible.js';

/** Control characters other than white space: the sign of a body that is no text. */
const binary = /[^\P{Cc}\s]/u;

/** A body in a few words: size, short hash, and its beginning if that is text. */
export function describeBody(body: RecordedBody): string {
  if (body.size === 0) return 'an empty body';
  const head = bodyBytes(body).subarray(0, 80);
  const text = head.toString('utf8');
  const preview = text.includes('\uFFFD') || binary.test(text) ? '' : ` “${excerpt(text, 60)}”`;
  return `${body.size} bytes${preview} (sha256 ${body.sha256.slice(0, 12)}…)`;
}

function describeResponse(response: RecordedResponse): string {
  const type = response.status >= 400 ? errorType(response) : undefined;
  const typeWords = type
    ? ` ${excerpt(type.name, 80)}`
    : response.status >= 400
      ? ' without a resolvable error type'
      : '';
  return `${response.status}${typeWords}, ${describeBody(response.body)}`;
}

/** What the target did, and what an official client made of it, in one line for a person. */
export function describeExchange(exchange: Exchange): string {
  const { response, failure, client } = exchange;
  if (client) {
    const begun = response ? `${describeResponse(response)}; ` : '';
    return client.error
      ? `${begun}${client.name} raised ${describeRaised(client.error)}${describeLost(exchange)}`
      : `${begun}${client.name} returned ${excerpt(JSON.stringify(client.output), 300)}`;
  }
  if (failure) {
    const begun = response ? `${describeResponse(response)}, then ` : '';
    return `${begun}${failure.kind}: ${excerpt(failure.message)}`;
  }
  return response ? describeResponse(response) : 'nothing';
}

const describeRaised = ({ typed, name }: NonNullable<ClientOutcome['error']>): string =>
  `${typed ? 'its typed' : 'an untyped'} ${excerpt(name, 80)}`;

function describeLost(exchange: Exchange): string {
  const lost = exchange.client?.error?.typed ? errorMembersLost(exchange) : [];
  return lost.length === 0 ? '' : ` without ${lost.join(', ')}`;
}

const describeRange = ([from, to]: StatusRange): string => (from === to ? `${from}` : `${from}–${to}`);

const orUnlisted = ({ unlisted }: { readonly unlisted?: UnlistedAsset }): string =>
  unlisted ? ', or 200 with other bytes, if the target holds an asset of exactly these names' : '';

/** What the documentation allows, in one line for a person. */
export function describeExpectation(expected: Expectation): string {
  switch (expected.kind) {
    case 'served':
      return `200 with the ${expected.asset.size} bytes of ${excerpt(expected.asset.assetName, 60)} (sha256 ${expected.asset.sha256.slice(0, 12)}…)${expected.revision === undefined ? '' : ` of revision ${excerpt(expected.revision)}`}`;
    case 'partial':
      return `206 with exactly the bytes ${expected.first}–${expected.last} of ${expected.asset.size}`;
    case 'refused': {
      const pairs = expected.allowed.map(({ status, type }) => `${status} ${type}`).join(' or ');
      const level = expected.resourceTypes ? ` with resourceType ${expected.resourceTypes.join(' or ')}` : '';
      const reason = expected.reasons ? ` with reason ${expected.reasons.join(' or ')}` : '';
      return `${pairs}${level}${reason}${orUnlisted(expected)}`;
    }
    case 'refused-with':
      return `${expected.status} with an error type`;
    case 'answered': {
      const ranges = expected.statuses.map(describeRange).join(' or ');
      return `${ranges}${expected.forbidden ? ', without the asset’s bytes' : ''}${orUnlisted(expected)}`;
    }
    case 'ends-with-head':
      return 'nothing after the header section, if the response is one to HEAD or has the status 204 or 304';
    case 'header-if-served':
      return `${expected.header}: ${excerpt(expected.value)}, if the asset is served`;
    case 'fresh-header':
      return `a header ${expected.header} with a value not seen before`;
    case 'client-served':
      return `the client returns ${excerpt(expected.asset.assetName, 60)}, its version, revision and ${expected.asset.size} bytes`;
    case 'client-bytes':
      return `the client returns the ${expected.asset.size} bytes of ${excerpt(expected.asset.assetName, 60)}`;
    case 'client-told':
      return `the client raises its typed exception ${expected.type} with every member that the response carries`;
    case 'client-refused':
      return `the client raises its typed exception ${expected.type}`;
    case 'streamed':
      return `the ${expected.asset.size} bytes of ${excerpt(expected.asset.assetName, 60)}, the first within ${expected.share * 100} % of the time`;
    case 'one-of':
      return expected.options.map(describeExpectation).join('; or ');
    case 'observed':
      return `recorded: ${expected.question}`;
  }
}
