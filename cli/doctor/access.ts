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
    blame: 'set-up',
    next: 'Use the credentials of this target: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.',
  },
  {
    type: /^ExpiredToken/,
    means: 'the session of these credentials has ended',
    blame: 'set-up',
    next: 'Renew it (aws sso login, for instance) and try again.',
  },
  {
    type: /^(InvalidSignature|SignatureDoesNotMatch)/,
    means: 'the signature is not the one that the target calculates',
    blame: 'set-up',
    next: 'Check the secret access key, --region and the clock; something in between that changes host, path or query does the same.',
  },
  {
    type: /^MissingAuthenticationToken/,
    means: 'the target does not see the signature',
    blame: 'target',
    next: 'Something in between may take the Authorization header away.',
  },
  {
    type: /^IncompleteSignature/,
    means: 'the target cannot read the signature',
    blame: 'target',
    next: 'The Authorization header is that of Signature Version 4, as the official clients send it.',
  },
  {
    type: /^AccessDenied/,
    means: 'these credentials may not read the assets',
    blame: 'set-up',
    next: 'Allow codeartifact:GetPackageVersionAsset on the packages, in the policy of the identity and of the domain’s owner.',
  },
];

const unsigned: readonly Meaning[] = [
  {
    type: /./,
    means: 'requests went unsigned, and the target wants to know who asks',
    blame: 'set-up',
    next: 'Run with --auth sigv4, with credentials as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.',
  },
];

/** Explains why everything is refused with 401 or 403. */
export function refusedAccess(type: string, told: string, signs: boolean): Diagnosis {
  const found = (signs ? signed : unsigned).find((each) => each.type.test(type || '?'));
  if (found) return problem('credentials', `${found.means} (${told})`, found.blame, found.next);
  return problem(
    'credentials',
    `everything is refused (${told})`,
    'set-up',
    'Check the credentials and what they are allowed to do, and whether something before the target refuses.',
  );
}
