import { mebibyte } from '../../fixtures/index.js';
import { invalid, notFound } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import { wholeBody, withBody, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { intercepting, refused, type StagesChange, served, wrap } from './wrap.js';

/** Defects that show with official clients only. */
export const clientDefects: readonly Defect[] = [
  {
    id: 'sdk-headers-refused',
    breaks: 'SDK-01',
    summary: 'refuses requests with the headers that SDKs add',
    change: intercepting((request) => (fromSdk(request) ? invalid('Unknown header.', 'OTHER') : undefined)),
  },
  {
    id: 'sdk-headers-of-answer-absent',
    breaks: 'SDK-01',
    summary: 'leaves the three headers out of its responses to SDKs',
    change: served((response, _found, request) =>
      fromSdk(request)
        ? ['X-AssetName', 'X-PackageVersion', 'X-PackageVersionRevision'].reduce(withoutHeader, response)
        : response,
    ),
  },
  {
    id: 'sdk-body-as-json',
    breaks: 'SDK-01',
    summary: 'sends the asset to SDKs in base64',
    change: served((response, { asset }, request) => {
      const content = asset.source.whole();
      return fromSdk(request) && content !== undefined
        ? withBody(response, Buffer.from(Buffer.from(content).toString('base64')))
        : response;
    }),
  },
  {
    id: 'sdk-error-as-html',
    breaks: 'SDK-02',
    summary: 'responds to the errors of SDKs with a page',
    change: refused((response, _error, request) =>
      fromSdk(request)
        ? withBody(withoutHeader(response, 'x-amzn-errortype'), Buffer.from('<p>Error</p>'))
        : response,
    ),
  },
  {
    id: 'sdk-error-without-type',
    breaks: 'SDK-02',
    summary: 'responds to the errors of SDKs without a type',
    change: refused((response, _error, request) =>
      fromSdk(request) ? withoutHeader(response, 'x-amzn-errortype') : response,
    ),
  },
  {
    id: 'sdk-error-type-of-common-list',
    breaks: 'SDK-02',
    summary: 'responds to the invalid parameters of SDKs with the common ValidationError',
    change: refused((response, { type }, request) =>
      fromSdk(request) && type !== 'UnknownOperationException'
        ? withHeader(response, 'x-amzn-errortype', 'ValidationError')
        : response,
    ),
  },
  {
    id: 'sdk-error-members-capitalised',
    breaks: 'SDK-03',
    summary: 'capitalises the members of the errors of SDKs',
    change: refusedOfSdk((body) => {
      const { message, ...members } = body;
      const capitalised = Object.entries(members).map(([name, value]) => [
        name.charAt(0).toUpperCase() + name.slice(1),
        value,
      ]);
      return { message, ...Object.fromEntries(capitalised) };
    }),
  },
  {
    id: 'sdk-plus-as-space',
    breaks: 'SDK-04',
    summary: 'decodes an escaped plus in the queries of SDKs to a space',
    change: wrap(
      'parse',
      (parse) => (rawQuery, request) =>
        parse(fromSdk(request) ? rawQuery.replaceAll('%2B', '%20') : rawQuery, request),
    ),
  },
  {
    id: 'sdk-query-decoded-twice',
    breaks: 'SDK-04',
    summary: 'decodes the percent signs in the queries of SDKs twice',
    change: wrap(
      'parse',
      (parse) => (rawQuery, request) =>
        parse(fromSdk(request) ? rawQuery.replaceAll('%25', '%') : rawQuery, request),
    ),
  },
  {
    id: 'sdk-beyond-ascii-refused',
    breaks: 'SDK-04',
    summary: 'refuses the requests of SDKs for names outside ASCII',
    change: intercepting((request) =>
      fromSdk(request) && /%[89A-F]/.test(request.rawQuery)
        ? invalid('Invalid character.', 'OTHER')
        : undefined,
    ),
  },
  {
    id: 'sdk-empty-asset-refused',
    breaks: 'SDK-05',
    summary: 'responds to SDKs with 404 to a request for an empty asset',
    change: served((response, { asset }, request) =>
      fromSdk(request) && asset.source.size === 0 ? { ...response, status: 404 } : response,
    ),
  },
  {
    id: 'sdk-large-asset-cut',
    breaks: 'SDK-05',
    needs: 'scale',
    summary: 'breaks off a large asset for SDKs',
    change: served((response, { asset }, request) =>
      fromSdk(request) && asset.source.size > mebibyte
        ? { ...response, wire: { cutAfter: mebibyte } }
        : response,
    ),
  },
  {
    id: 'sdk-npm-scope-refused',
    breaks: 'SDK-06',
    needs: 'npm',
    summary: 'refuses the requests of SDKs for npm packages with a scope',
    change: intercepting((request) =>
      fromSdk(request) && /format=npm/.test(request.rawQuery) && /namespace=/.test(request.rawQuery)
        ? invalid('Unknown parameter.', 'OTHER')
        : undefined,
    ),
  },
  {
    id: 'sdk-maven-group-as-path',
    breaks: 'SDK-06',
    needs: 'maven',
    summary: 'reads the Maven group of SDKs as a path',
    change: intercepting((request) =>
      fromSdk(request) && /format=maven/.test(request.rawQuery) && /namespace=[^&]*\./.test(request.rawQuery)
        ? notFound('package', 'gadget', 'The package does not exist.')
        : undefined,
    ),
  },
];

function fromSdk({ headers }: ReferenceRequest): boolean {
  return (
    headers['amz-sdk-invocation-id'] !== undefined ||
    /\b(?:aws-sdk|aws-cli|Boto3)/.test(headers['user-agent'] ?? '')
  );
}

/** Changes the members of errors that SDKs get. */
function refusedOfSdk(edit: (body: Readonly<Record<string, unknown>>) => unknown): StagesChange {
  return refused((response, _error, request) => {
    if (!fromSdk(request)) return response;
    const body = JSON.parse(Buffer.from(wholeBody(response) ?? []).toString()) as Record<string, unknown>;
    return withBody(response, Buffer.from(JSON.stringify(edit(body))));
  });
}
