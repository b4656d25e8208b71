import { requirement, test } from './test.js';

test.describe('The served asset', () => {
  test(...requirement('RS-01', 'The status of a served asset MUST be 200.'));
  test(
    ...requirement(
      'RS-02',
      'The body MUST be the asset itself, without an envelope or a text encoding around it.',
    ),
  );
  test(
    ...requirement(
      'RS-03',
      'Assets that are not text MUST arrive unchanged: every byte value, NUL, line ends and byte order marks.',
    ),
  );
  test(...requirement('RS-04', 'A served asset whose name is ASCII MUST carry the header `X-AssetName`.'));
  test(...requirement('RS-05', '`X-AssetName` MUST equal the name of the asset if that name is ASCII.'));
  test(
    ...requirement(
      'RS-06',
      '`X-AssetName` of an asset with an ASCII name MUST have 1 to 255 characters, none of the Unicode category Other.',
    ),
  );
  test(...requirement('RS-07', 'A served asset MUST carry the header `X-PackageVersion`.'));
  test(...requirement('RS-08', '`X-PackageVersion` MUST be the package version in its stored form.'));
  test(
    ...requirement(
      'RS-09',
      '`X-PackageVersion` MUST have 1 to 255 characters, without `#`, `/` or white space.',
    ),
  );
  test(...requirement('RS-10', 'A served asset MUST carry the header `X-PackageVersionRevision`.'));
  test(
    ...requirement('RS-11', '`X-PackageVersionRevision` MUST have 1 to 50 characters, without white space.'),
  );
  test(
    ...requirement(
      'RS-12',
      '`X-PackageVersionRevision` MUST name the revision that holds the downloaded asset, where the target is known to hold it.',
    ),
  );
  test(
    ...requirement(
      'RS-13',
      'Header field names MUST be treated as case-insensitive: a request that spells them in another case gets the same response.',
    ),
  );
  test(...requirement('RS-14', 'The Content-Type of a served asset SHOULD be `application/octet-stream`.'));
  test(
    ...requirement(
      'RS-15',
      'The framing of a response MUST be exact: a Content-Length is the length of the body, and a chunked body is complete.',
    ),
  );
  test(
    ...requirement(
      'RS-16',
      'A content coding MUST NOT be applied or named if the request did not negotiate it, also for assets that are compressed files.',
    ),
  );
  test(
    ...requirement(
      'RS-17',
      'An asset of zero bytes MUST be served with 200, an empty body and the three headers.',
    ),
  );
  test(
    ...requirement('RS-18', 'A large asset SHOULD be streamed: its first byte arrives long before its last.'),
  );
  test(
    ...requirement(
      'RS-19',
      'A request with Range MUST be answered with 200 and the whole asset, or with 206 and exactly the range that Content-Range names.',
    ),
  );
  test(
    ...requirement(
      'RS-20',
      'A conditional header with a validator that the target never issued MUST NOT suppress the body.',
    ),
  );
  test(...requirement('RS-21', 'Every response SHOULD carry `x-amzn-RequestId` with a value of its own.'));
  test(...requirement('RS-22', 'ETag, Last-Modified, Accept-Ranges and Content-Disposition MAY be present.'));
  test(
    ...requirement(
      'RS-23',
      '`X-AssetName` of an asset with a non-ASCII name MAY be raw UTF-8, escaped or absent.',
    ),
  );
  test(...requirement('RS-24', 'A parameter value MUST NOT add a header field or a line to the response.'));
  test(
    ...requirement(
      'RS-25',
      'A request with Range and an If-Range that does not match MUST be answered with 200 and the whole asset.',
    ),
  );
  test(...requirement('RS-26', 'Range SHOULD be ignored on HEAD: no 206 and no 416.'));
});
