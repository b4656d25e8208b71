import { validateSuccessHeader } from '../../schemas/index.js';
import { hasNoContent, headerValue, headerValues, isRepeated, type RecordedResponse } from '../exchange.js';
import { alternatives, type ExpectedAsset } from '../expectation.js';
import { mediaType } from '../media-type.js';
import type { RecordedExchange } from '../recording.js';
import { excerpt } from '../visible.js';
import type { Rule } from './rule.js';

/** The header that requests of RS-24 try to smuggle into the response. */
export const injectedHeader = 'x-conformance-injected';

const ascii = /^[\x20-\x7e]*$/;

const isServed = (response: RecordedResponse): boolean => response.status >= 200 && response.status < 300;

/** The asset that this response should be, if the request was made to be served. */
function expectedAsset({ expects }: RecordedExchange): ExpectedAsset | undefined {
  for (const each of alternatives(expects))
    if (each.kind === 'served' || each.kind === 'streamed') return each.asset;
  return undefined;
}

/**
 * The name of the asset that must come back: the expectation's, or, if nothing is expected, the one in the request.
 * Undefined if the request should not have been served at all: which asset that was says nothing.
 */
function requestedName(exchange: RecordedExchange): string | undefined {
  const known = expectedAsset(exchange);
  if (known) return known.assetName;
  if (exchange.expects.kind !== 'observed') return undefined;
  const query = exchange.request.target.split('?')[1] ?? '';
  return new URLSearchParams(query.replaceAll('+', '%2B')).get('asset') ?? undefined;
}

const hasAsciiName = (exchange: RecordedExchange): boolean => ascii.test(requestedName(exchange) ?? '\u0080');

const describeHeader = (value: string | undefined): string =>
  value === undefined ? 'absent' : `“${excerpt(value)}”`;

const letters = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replace(/^x/, '');

/** A header that may be meant for one that is absent: the same letters, whatever stands in between and before. */
function lookalike(header: string, { headers }: RecordedResponse): string {
  const found = headers.find(([name]) => letters(name) === letters(header));
  return found ? `, but ${excerpt(found[0], 60)} is there` : '';
}

/** A rule on one of the three headers of a served asset. */
function headerRule(
  requirement: Rule['requirement'],
  header: string,
  expected: string,
  holds: (value: string | undefined, exchange: RecordedExchange) => boolean | undefined,
): Rule {
  return {
    requirement,
    expected: `${header} ${expected}`,
    judge(exchange, response) {
      if (!isServed(response)) return undefined;
      const values = headerValues(response.headers, header);
      const verdict = holds(values.length > 1 ? values.join(', ') : values[0], exchange);
      return verdict === undefined
        ? undefined
        : {
            holds: verdict,
            actual: () =>
              `${header} ${values.length === 0 ? `absent${lookalike(header, response)}` : values.map(describeHeader).join(' and ')}`,
          };
    },
  };
}

/** A rule that one of the three headers equals what is known of the asset; it does not apply if nothing is known. */
function equalityRule(
  requirement: Rule['requirement'],
  header: string,
  expected: string,
  known: (exchange: RecordedExchange) => string | undefined,
): Rule {
  const rule = headerRule(requirement, header, expected, (value, exchange) => {
    const wanted = known(exchange);
    return value === undefined || wanted === undefined ? undefined : value === wanted;
  });
  return {
    ...rule,
    judge(exchange, response) {
      const verdict = rule.judge(exchange, response);
      return (
        verdict && {
          holds: verdict.holds,
          actual: () => verdict.actual(),
          expected: () => `${header} ${describeHeader(known(exchange))}`,
        }
      );
    },
  };
}

const wellFormed =
  (header: 'X-AssetName' | 'X-PackageVersion' | 'X-PackageVersionRevision') =>
  (value: string | undefined): boolean | undefined =>
    value === undefined ? undefined : validateSuccessHeader(header, value).length === 0;

/** What every served asset is checked against (reference page, Response Elements; RFC 9110; RFC 9112). */
export const servedRules: readonly Rule[] = [
  {
    requirement: 'RS-01',
    expected: 'status 200',
    judge: (_, response) =>
      response.status >= 200 && response.status < 400
        ? { holds: response.status === 200, actual: () => `status ${response.status}` }
        : undefined,
  },
  headerRule('RS-04', 'X-AssetName', 'present', (value, exchange) =>
    hasAsciiName(exchange) ? value !== undefined : undefined,
  ),
  equalityRule('RS-05', 'X-AssetName', 'equal to the name of the asset', (exchange) =>
    hasAsciiName(exchange) ? requestedName(exchange) : undefined,
  ),
  headerRule(
    'RS-06',
    'X-AssetName',
    'of 1 to 255 characters, none of the category Other',
    (value, exchange) => (hasAsciiName(exchange) ? wellFormed('X-AssetName')(value) : undefined),
  ),
  headerRule('RS-07', 'X-PackageVersion', 'present', (value) => value !== undefined),
  equalityRule(
    'RS-08',
    'X-PackageVersion',
    'equal to the package version',
    (exchange) => expectedAsset(exchange)?.packageVersion,
  ),
  headerRule(
    'RS-09',
    'X-PackageVersion',
    'of 1 to 255 characters, without #, / or white space',
    wellFormed('X-PackageVersion'),
  ),
  headerRule('RS-10', 'X-PackageVersionRevision', 'present', (value) => value !== undefined),
  headerRule(
    'RS-11',
    'X-PackageVersionRevision',
    'of 1 to 50 characters, without white space',
    wellFormed('X-PackageVersionRevision'),
  ),
  equalityRule(
    'RS-12',
    'X-PackageVersionRevision',
    'equal to the revision that the target is known to hold',
    (exchange) => expectedAsset(exchange)?.revision,
  ),
  {
    requirement: 'RS-14',
    expected: 'Content-Type application/octet-stream',
    judge: (_, response) =>
      isServed(response)
        ? {
            holds: mediaType(response.headers) === 'application/octet-stream',
            actual: () => `Content-Type ${describeHeader(headerValue(response.headers, 'content-type'))}`,
          }
        : undefined,
  },
  {
    requirement: 'RS-15',
    expected: 'a body as long as Content-Length says, or a complete chunked body',
    judgesFailures: true,
    judge(exchange, response) {
      const declared = headerValue(response.headers, 'content-length');
      const { size } = response.body;
      const { failure } = exchange;
      if (failure)
        return failure.kind === 'closed' || failure.kind === 'invalid'
          ? {
              holds: false,
              actual: () =>
                `${size} bytes${declared === undefined ? '' : ` of ${excerpt(declared)}`}, then ${excerpt(failure.message)}`,
            }
          : undefined;
      if (hasNoContent(exchange.request.method, response.status))
        return { holds: size === 0, actual: () => `${size} bytes after the header section` };
      const codings = headerValue(response.headers, 'transfer-encoding') ?? '';
      if (codings.split(',').filter((coding) => /^\s*chunked\s*$/i.test(coding)).length > 1)
        return { holds: false, actual: () => `Transfer-Encoding ${describeHeader(codings)}` };
      return {
        holds: declared === undefined || Number(declared) === size,
        actual: () => `${size} bytes, Content-Length ${describeHeader(declared)}`,
      };
    },
  },
  {
    requirement: 'RS-16',
    expected: 'no Content-Encoding that the request did not negotiate',
    judge(exchange, response) {
      if (headerValue(exchange.request.headers, 'accept-encoding') !== undefined) return undefined;
      if (!isServed(response) && response.status < 400) return undefined;
      const coding = headerValue(response.headers, 'content-encoding');
      return {
        holds: (coding ?? '').split(',').every((each) => /^(identity)?$/i.test(each.trim())),
        actual: () => `Content-Encoding ${describeHeader(coding)}`,
      };
    },
  },
  {
    requirement: 'RS-21',
    expected: 'x-amzn-RequestId present, once',
    judge(_, response) {
      const id = headerValue(response.headers, 'x-amzn-requestid');
      const isOne = !isRepeated(response.headers, 'x-amzn-requestid');
      return {
        holds: id !== undefined && id !== '' && isOne,
        actual: () => `x-amzn-RequestId ${describeHeader(id)}`,
      };
    },
  },
  {
    requirement: 'RS-24',
    expected: `no header ${injectedHeader}`,
    judge(_, response) {
      const injected = headerValue(response.headers, injectedHeader);
      return { holds: injected === undefined, actual: () => `${injectedHeader} ${describeHeader(injected)}` };
    },
  },
];
