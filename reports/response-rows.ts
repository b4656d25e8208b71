import {
  type AllowedRefusal,
  type Exchange,
  type Expectation,
  type ExpectedAsset,
  errorType,
  headerValues,
  type RecordedResponse,
} from '../judge/index.js';

/** One member of a response: what the documentation allows, what came, and whether they agree (absent: open). */
export interface ResponseRow {
  readonly member: string;
  readonly expected: string;
  readonly actual: string;
  readonly agrees?: boolean;
}

const NOTHING = 'none';

/**
 * Sets an expectation beside a response, member by member, for the reader's eye. It judges nothing: the verdict comes
 * from the checks, and a row that differs may be lawful.
 */
export function responseRows(expects: Expectation, exchange: Exchange): ResponseRow[] {
  const { response } = exchange;
  if (!response) return [];
  switch (expects.kind) {
    case 'served':
      return [
        status(200, response),
        ...assetRows(expects.asset, response, expects.asset.sha256, expects.asset.size),
      ];
    case 'partial':
      return [
        status(206, response),
        ...assetRows(expects.asset, response, expects.sha256, expects.last - expects.first + 1),
      ];
    case 'refused':
      return refusalRows(expects.allowed, response);
    case 'answered': {
      const allowed = expects.statuses.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
      const agrees = expects.statuses.some(([from, to]) => response.status >= from && response.status <= to);
      return [{ member: 'status', expected: allowed.join(' or '), actual: `${response.status}`, agrees }];
    }
    default:
      return [];
  }
}

function status(expected: number, { status }: RecordedResponse): ResponseRow {
  return { member: 'status', expected: `${expected}`, actual: `${status}`, agrees: status === expected };
}

function assetRows(
  asset: ExpectedAsset,
  response: RecordedResponse,
  sha256: string,
  size: number,
): ResponseRow[] {
  return [
    {
      member: 'bytes',
      expected: `${size}`,
      actual: `${response.body.size}`,
      agrees: response.body.size === size,
    },
    {
      member: 'SHA-256',
      expected: sha256,
      actual: response.body.sha256,
      agrees: response.body.sha256 === sha256,
    },
    header('X-AssetName', asset.assetName, response),
    header('X-PackageVersion', asset.packageVersion, response),
    ...(asset.revision ? [header('X-PackageVersionRevision', asset.revision, response)] : []),
  ];
}

function header(name: string, expected: string, response: RecordedResponse): ResponseRow {
  const values = headerValues(response.headers, name);
  const actual = values.length === 0 ? NOTHING : values.join(', ');
  // A name beyond ASCII has several lawful spellings in a header: that comparison is left to the checks.
  const open = /[^\x20-\x7e]/.test(expected);
  return { member: name, expected, actual, ...(open ? {} : { agrees: actual === expected }) };
}

function refusalRows(allowed: readonly AllowedRefusal[], response: RecordedResponse): ResponseRow[] {
  const type = errorType(response)?.name;
  const statuses = [...new Set(allowed.map((refusal) => refusal.status))];
  const types = [...new Set(allowed.map((refusal) => refusal.type))];
  return [
    {
      member: 'status',
      expected: statuses.join(' or '),
      actual: `${response.status}`,
      agrees: statuses.includes(response.status),
    },
    {
      member: 'error type',
      expected: types.join(' or '),
      actual: type ?? NOTHING,
      agrees: type !== undefined && types.includes(type),
    },
  ];
}
