import { inference, model, observed, page, responseElement, restJson1, rfc } from './citations.js';
import type { CatalogueEntry } from './requirement.js';

/** What a served asset looks like on the wire. */
export const response = [
  {
    id: 'RS-01',
    level: 'MUST',
    profile: 'core',
    ...page('ResponseElements'),
    statement: 'The status of a served asset MUST be 200.',
  },
  {
    id: 'RS-02',
    level: 'MUST',
    profile: 'core',
    ...page('ResponseSyntax'),
    statement: 'The body MUST be the asset itself, without an envelope or a text encoding around it.',
  },
  {
    id: 'RS-03',
    level: 'MUST',
    profile: 'core',
    ...responseElement('asset'),
    statement:
      'Assets that are not text MUST arrive unchanged: every byte value, NUL, line ends and byte order marks.',
  },
  {
    id: 'RS-04',
    level: 'MUST',
    profile: 'core',
    ...page('ResponseSyntax'),
    statement: 'A served asset whose name is ASCII MUST carry the header `X-AssetName`.',
  },
  {
    id: 'RS-05',
    level: 'MUST',
    profile: 'core',
    ...responseElement('assetName'),
    statement: '`X-AssetName` MUST equal the name of the asset if that name is ASCII.',
  },
  {
    id: 'RS-06',
    level: 'MUST',
    profile: 'core',
    ...responseElement('assetName'),
    statement:
      '`X-AssetName` of an asset with an ASCII name MUST have 1 to 255 characters, none of the Unicode category Other.',
  },
  {
    id: 'RS-07',
    level: 'MUST',
    profile: 'core',
    ...page('ResponseSyntax'),
    statement: 'A served asset MUST carry the header `X-PackageVersion`.',
  },
  {
    id: 'RS-08',
    level: 'MUST',
    profile: 'core',
    ...responseElement('packageVersion'),
    statement: '`X-PackageVersion` MUST be the package version in its stored form.',
  },
  {
    id: 'RS-09',
    level: 'MUST',
    profile: 'core',
    ...responseElement('packageVersion'),
    statement: '`X-PackageVersion` MUST have 1 to 255 characters, without `#`, `/` or white space.',
  },
  {
    id: 'RS-10',
    level: 'MUST',
    profile: 'core',
    ...page('ResponseSyntax'),
    statement: 'A served asset MUST carry the header `X-PackageVersionRevision`.',
  },
  {
    id: 'RS-11',
    level: 'MUST',
    profile: 'core',
    ...responseElement('packageVersionRevision'),
    statement: '`X-PackageVersionRevision` MUST have 1 to 50 characters, without white space.',
  },
  {
    id: 'RS-12',
    level: 'MUST',
    profile: 'core',
    ...responseElement('packageVersionRevision'),
    statement:
      '`X-PackageVersionRevision` MUST name the revision that holds the downloaded asset, where the target is known to hold it.',
  },
  {
    id: 'RS-13',
    level: 'MUST',
    profile: 'core',
    ...rfc(9110, '5.1 Field Names'),
    statement:
      'Header field names MUST be treated as case-insensitive: a request that spells them in another case gets the same response.',
  },
  {
    id: 'RS-14',
    level: 'SHOULD',
    profile: 'core',
    ...restJson1('Content-Type of a blob payload'),
    statement: 'The Content-Type of a served asset SHOULD be `application/octet-stream`.',
  },
  {
    id: 'RS-15',
    level: 'MUST',
    profile: 'core',
    ...rfc(9112, '6 Message Body'),
    statement:
      'The framing of a response MUST be exact: a Content-Length is the length of the body, and a chunked body is complete.',
  },
  {
    id: 'RS-16',
    level: 'MUST',
    profile: 'core',
    ...rfc(9110, '8.4 Content-Encoding'),
    statement:
      'A content coding MUST NOT be applied or named if the request did not negotiate it, also for assets that are compressed files.',
  },
  {
    id: 'RS-17',
    level: 'MUST',
    profile: 'core',
    ...model('GetPackageVersionAssetResult, member asset: default ""'),
    statement: 'An asset of zero bytes MUST be served with 200, an empty body and the three headers.',
  },
  {
    id: 'RS-18',
    level: 'SHOULD',
    profile: 'scale',
    ...model('Asset: streaming'),
    statement: 'A large asset SHOULD be streamed: its first byte arrives long before its last.',
  },
  {
    id: 'RS-19',
    level: 'MUST',
    profile: 'core',
    ...rfc(9110, '14.2 Range'),
    statement:
      'A request with Range MUST be answered with 200 and the whole asset, or with 206 and exactly the range that Content-Range names.',
  },
  {
    id: 'RS-20',
    level: 'MUST',
    profile: 'core',
    ...rfc(9110, '13.1 Preconditions'),
    statement:
      'A conditional header with a validator that the target never issued MUST NOT suppress the body.',
  },
  {
    id: 'RS-21',
    level: 'SHOULD',
    profile: 'core',
    ...observed('x-amzn-RequestId in recorded responses'),
    statement: 'Every response SHOULD carry `x-amzn-RequestId` with a value of its own.',
  },
  {
    id: 'RS-22',
    level: 'MAY',
    profile: 'core',
    ...inference('Documented nowhere'),
    statement: 'ETag, Last-Modified, Accept-Ranges and Content-Disposition MAY be present.',
  },
  {
    id: 'RS-23',
    level: 'MAY',
    profile: 'core',
    ...responseElement('assetName'),
    statement: '`X-AssetName` of an asset with a non-ASCII name MAY be raw UTF-8, escaped or absent.',
  },
  {
    id: 'RS-24',
    level: 'MUST',
    profile: 'core',
    ...inference('HTTP response splitting'),
    statement: 'A parameter value MUST NOT add a header field or a line to the response.',
  },
  {
    id: 'RS-25',
    level: 'MUST',
    profile: 'core',
    ...rfc(9110, '13.1.5 If-Range'),
    statement:
      'A request with Range and an If-Range that does not match MUST be answered with 200 and the whole asset.',
  },
  {
    id: 'RS-26',
    level: 'SHOULD',
    profile: 'core',
    ...rfc(9110, '14.2 Range'),
    statement: 'Range SHOULD be ignored on HEAD: no 206 and no 416.',
  },
] as const satisfies readonly CatalogueEntry[];
