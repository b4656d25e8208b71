import { withBody, withHeader, withoutHeader } from '../answer.js';
import { invalid } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import type { Defect } from './defect.js';
import { intercepting, refused, served } from './wrap.js';

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
    summary: 'leaves the three headers out of its answers to SDKs',
    change: served((answer, _found, request) =>
      fromSdk(request)
        ? ['X-AssetName', 'X-PackageVersion', 'X-PackageVersionRevision'].reduce(withoutHeader, answer)
        : answer,
    ),
  },
  {
    id: 'sdk-body-as-json',
    breaks: 'SDK-01',
    summary: 'answers SDKs with the asset in base64',
    change: served((answer, { asset }, request) => {
      const content = asset.source.whole();
      return fromSdk(request) && content !== undefined
        ? withBody(answer, Buffer.from(Buffer.from(content).toString('base64')))
        : answer;
    }),
  },
  {
    id: 'sdk-error-as-html',
    breaks: 'SDK-02',
    summary: 'answers the errors of SDKs with a page',
    change: refused((answer, _error, request) =>
      fromSdk(request)
        ? withBody(withoutHeader(answer, 'x-amzn-errortype'), Buffer.from('<p>Error</p>'))
        : answer,
    ),
  },
  {
    id: 'sdk-error-without-type',
    breaks: 'SDK-02',
    summary: 'answers the errors of SDKs without a type',
    change: refused((answer, _error, request) =>
      fromSdk(request) ? withoutHeader(answer, 'x-amzn-errortype') : answer,
    ),
  },
  {
    id: 'sdk-error-type-of-common-list',
    breaks: 'SDK-02',
    summary: 'answers the invalid parameters of SDKs with the common ValidationError',
    change: refused((answer, { type }, request) =>
      fromSdk(request) && type !== 'UnknownOperationException'
        ? withHeader(answer, 'x-amzn-errortype', 'ValidationError')
        : answer,
    ),
  },
];

function fromSdk({ headers }: ReferenceRequest): boolean {
  return (
    headers['amz-sdk-invocation-id'] !== undefined ||
    /\b(?:aws-sdk|aws-cli|Boto3)/.test(headers['user-agent'] ?? '')
  );
}
