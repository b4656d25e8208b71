import { type Blame, type Diagnosis, problem } from './diagnosis.js';

interface Meaning {
  readonly type: RegExp;
  readonly means: string;
  readonly blame: Blame;
  readonly next: string;
}

/** What a refused identity means, by the type of the error. */
const signed: readonly Meaning[] = [
  {
    type: /^(UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId)/,
    means: 'the target does not know the access key',
    blame: 'configuration',
    next: 'Use the credentials of this target: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.',
  },
  {
    type: /^ExpiredToken/,
    means: 'the session token has expired',
    blame: 'configuration',
    next: 'Renew it (aws sso login, for instance) and try again.',
  },
  {
    type: /^(InvalidSignature|SignatureDoesNotMatch)/,
    means: 'the signature is not the one that the target calculates',
    blame: 'configuration',
    next: 'Check the secret access key, --region and the clock; a proxy that changes host, path or query has the same effect.',
  },
  {
    type: /^MissingAuthenticationToken/,
    means: 'the target does not receive the signature',
    blame: 'target',
    next: 'A proxy in between may remove the Authorization header.',
  },
  {
    type: /^IncompleteSignature/,
    means: 'the target cannot read the signature',
    blame: 'target',
    next: 'The Authorization header follows Signature Version 4, as the official clients send it.',
  },
  {
    type: /^AccessDenied/,
    means: 'these credentials may not read the assets',
    blame: 'configuration',
    next: 'Allow codeartifact:GetPackageVersionAsset on the packages, in the policy of the identity and of the domain’s owner.',
  },
];

const unsigned: readonly Meaning[] = [
  {
    type: /./,
    means: 'requests were not signed, and the target requires authentication',
    blame: 'configuration',
    next: 'Run with --auth sigv4, with credentials as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.',
  },
];

/** Explains why everything is refused with 401 or 403. */
export function refusedAccess(type: string, summary: string, signs: boolean): Diagnosis {
  const found = (signs ? signed : unsigned).find((each) => each.type.test(type || '?'));
  if (found) return problem('credentials', `${found.means} (${summary})`, found.blame, found.next);
  return problem(
    'credentials',
    `every request is rejected (${summary})`,
    'configuration',
    'Check the credentials and their permissions, and whether a proxy in front of the target rejects requests.',
  );
}
