import { createHash } from 'node:crypto';
import { type ErrorType, type RequirementId, successHeaderNames } from '../schemas/index.js';
import { contentCoding, decodedBody } from './decoded-body.js';
import { describeExchange, describeExpectation } from './describe.js';
import { errorMembersLost } from './error-members.js';
import { errorType } from './error-type.js';
import {
  type ClientOutcome,
  type Exchange,
  hasNoContent,
  headerValue,
  type RecordedResponse,
} from './exchange.js';
import type { Expectation, ExpectedAsset, StatusRange, UnlistedAsset } from './expectation.js';
import { type Finding, LazyFinding } from './finding.js';
import { symptomOf } from './symptom.js';

/**
 * Compares one exchange with what the documentation allows, for the requirement that the request was made for.
 * Says nothing about other requirements: those are the rules' (`judgeByRules`).
 */
export function judge(requirement: RequirementId, expected: Expectation, exchange: Exchange): Finding {
  return new LazyFinding(
    requirement,
    outcome(expected, exchange),
    () => describeExpectation(expected),
    () => describeExchange(exchange),
    () => symptomOf(expected, exchange),
  );
}

function outcome(expected: Expectation, exchange: Exchange): Finding['outcome'] {
  if (expected.kind === 'observed') return 'observed';
  if (exchange.client === undefined && !isAnswered(exchange)) return 'unanswered';
  return allows(expected, exchange) ? 'holds' : 'broken';
}

/**
 * Whether the target answered at all. What is not HTTP, has no end or breaks off midway is a response too, a wrong one;
 * silence may be the network's.
 */
function isAnswered({ response, failure }: Exchange): boolean {
  return response !== undefined || failure?.kind === 'invalid' || failure?.kind === 'too-large';
}

/** Whether the documentation allows this response. A response that is not whole is allowed by nothing. */
export function allows(expected: Expectation, exchange: Exchange): boolean {
  if (expected.kind === 'client-served') return clientReturned(expected.asset, exchange.client);
  if (expected.kind === 'client-bytes') return clientReturnedBytes(expected.asset, exchange.client);
  if (expected.kind === 'client-refused') return clientRaised(expected.type, exchange.client);
  if (expected.kind === 'client-told')
    return clientRaised(expected.type, exchange.client) && errorMembersLost(exchange).length === 0;
  const { response } = exchange;
  if (!response || exchange.failure) return false;
  switch (expected.kind) {
    case 'served':
      return (
        response.status === 200 &&
        isAsset(expected.asset, response, expected.codings ?? []) &&
        (!expected.headers ||
          successHeaderNames.every((name) => headerValue(response.headers, name) !== undefined)) &&
        (expected.revision === undefined ||
          headerValue(response.headers, 'x-packageversionrevision') === expected.revision)
      );
    case 'streamed': {
      const { headersAfter, endedAfter } = exchange.timing;
      return (
        response.status === 200 &&
        isAsset(expected.asset, response, []) &&
        headersAfter !== undefined &&
        headersAfter <= endedAfter * expected.share
      );
    }
    case 'partial':
      return (
        response.status === 206 &&
        response.body.size === expected.last - expected.first + 1 &&
        response.body.sha256 === expected.sha256 &&
        isLabelledAs(expected, response)
      );
    case 'refused': {
      const type = errorType(response)?.name;
      return (
        expected.allowed.some((pair) => pair.status === response.status && pair.type === type) ||
        isUnlisted(expected.unlisted, response)
      );
    }
    case 'refused-with':
      return response.status === expected.status && errorType(response) !== undefined;
    case 'answered':
      return (
        (expected.statuses.some((range) => within(range, response.status)) &&
          !(expected.forbidden ?? []).includes(response.body.sha256)) ||
        isUnlisted(expected.unlisted, response)
      );
    case 'ends-with-head':
      return !hasNoContent(exchange.request.method, response.status) || response.body.size === 0;
    case 'header-if-served':
      return response.status !== 200 || headerValue(response.headers, expected.header) === expected.value;
    case 'fresh-header': {
      const value = headerValue(response.headers, expected.header);
      return value !== undefined && value !== '' && !expected.seen.includes(value);
    }
    case 'one-of':
      return expected.options.some((option) => allows(option, exchange));
    case 'observed':
      return true;
  }
}

const within = ([from, to]: StatusRange, status: number): boolean => status >= from && status <= to;

const isUnlisted = (asset: UnlistedAsset | undefined, { status, headers, body }: RecordedResponse): boolean =>
  asset !== undefined &&
  status === 200 &&
  headerValue(headers, 'x-assetname') === asset.assetName &&
  [undefined, headerValue(headers, 'x-packageversion')].includes(asset.packageVersion) &&
  body.size > 0 &&
  !asset.forbidden.includes(body.sha256);

function isAsset(asset: ExpectedAsset, response: RecordedResponse, codings: readonly string[]): boolean {
  const applied = contentCoding(response);
  if (applied !== undefined && codings.includes(applied)) {
    const bytes = decodedBody(response, asset.size + 1);
    return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === asset.sha256;
  }
  return response.body.size === asset.size && response.body.sha256 === asset.sha256;
}

const clientRaised = (type: ErrorType, client: ClientOutcome | undefined): boolean =>
  client?.error?.typed === true && client.error.name === type;

/** White space around a header value is no part of it (RFC 9110 §5.5), though boto3 hands it on. */
const trimmed = (value: string | undefined): string | undefined => value?.replace(/^[ \t]+|[ \t]+$/g, '');

const clientReturnedBytes = (asset: ExpectedAsset, client: ClientOutcome | undefined): boolean =>
  client?.output?.asset.sha256 === asset.sha256 && client.output.asset.size === asset.size;

function clientReturned(asset: ExpectedAsset, client: ClientOutcome | undefined): boolean {
  const output = client?.output;
  return (
    output !== undefined &&
    clientReturnedBytes(asset, client) &&
    trimmed(output.assetName) === trimmed(asset.assetName) &&
    trimmed(output.packageVersion) === asset.packageVersion &&
    (asset.revision === undefined
      ? output.packageVersionRevision !== undefined
      : trimmed(output.packageVersionRevision) === asset.revision)
  );
}

/**
 * Whether Content-Range names the bytes of a range. The size of the asset may be left open with `*`, and the unit is in
 * any case (RFC 9110 §14).
 */
function isLabelledAs(
  { first, last, asset }: Extract<Expectation, { kind: 'partial' }>,
  { headers }: RecordedResponse,
): boolean {
  const range = `bytes ${first}-${last}/`;
  const named = headerValue(headers, 'content-range')?.trim().toLowerCase();
  return named === `${range}${asset.size}` || named === `${range}*`;
}
