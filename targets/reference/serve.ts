import type { Found } from './find.js';
import type { ReferenceResponse } from './response.js';

/** 200 with the asset as it is and the three headers, in the order of the reference page. */
export function serve({ version, asset }: Found): ReferenceResponse {
  return {
    status: 200,
    headers: [
      ['Content-Type', 'application/octet-stream'],
      ['Content-Length', String(asset.source.size)],
      ['X-AssetName', headerText(asset.name)],
      ['X-PackageVersion', headerText(version.version)],
      ['X-PackageVersionRevision', headerText(version.revision)],
    ],
    body: asset.source,
  };
}

/**
 * A name as a header value. No document says how a name outside ASCII travels; official clients read a header as
 * Latin-1 and would garble raw UTF-8, so such a name is percent-encoded as it is in the request: legal everywhere, and
 * a client gets the name back by decoding. A name in ASCII stands as it is, a percent sign in it too.
 */
export function headerText(name: string): string {
  return isVisibleAscii.test(name) ? name : encodeURIComponent(name);
}

const isVisibleAscii = /^[\x20-\x7e]*$/;
