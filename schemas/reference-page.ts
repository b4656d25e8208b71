import { page, requestParameter, responseElement } from './catalogue/citations.js';
import type { RequirementId } from './catalogue/index.js';

/** One statement of the reference page, and what becomes of it: requirements that cover it, or the reason for none. */
export type PageStatement = {
  /** What the page says, in our own words. */
  readonly says: string;
} & ({ readonly coveredBy: readonly [RequirementId, ...RequirementId[]] } | { readonly none: string });

/** A heading of the reference page, or one parameter, header or error under it. */
export interface PageSection {
  readonly title: string;
  /** Where on the page: `#` and the name of an anchor. Errors have none of their own. */
  readonly anchor: string;
  readonly statements: readonly PageStatement[];
}

function covered(says: string, ...coveredBy: [RequirementId, ...RequirementId[]]): PageStatement {
  return { says, coveredBy };
}

function uncovered(says: string, none: string): PageStatement {
  return { says, none };
}

const example = 'An example is not a rule.';

/** What the page says before and about its parameters as a whole. */
const request: readonly PageSection[] = [
  {
    title: 'Description',
    anchor: page().section,
    statements: [
      covered('The call returns one file of a package version.', 'OP-01'),
      covered('Of a package version with several files, such as a Maven one, each can be had.', 'OP-02'),
    ],
  },
  {
    title: 'Request syntax',
    anchor: page('RequestSyntax').section,
    statements: [
      covered('The method is GET.', 'RL-01', 'RL-11'),
      covered('The path is /v1/package/version/asset.', 'RL-02'),
      covered('The protocol is HTTP/1.1.', 'RL-09'),
      covered('All parameters travel in the query, as pairs.', 'RL-03', 'RL-08', 'RL-16'),
      covered(
        'The query keys are asset, domain, domain-owner, format, namespace, package, repository, revision and version.',
        'RL-04',
        'RL-20',
      ),
      covered('The member packageVersion has the query key version.', 'RL-05'),
      covered('The member domainOwner has the query key domain-owner.', 'RL-06'),
      covered('The member packageVersionRevision has the query key revision.', 'RL-07'),
    ],
  },
  {
    title: 'URI request parameters',
    anchor: page('RequestParameters').section,
    statements: [covered('A request may use the nine parameters, each within its limits.', 'RL-22', 'RL-25')],
  },
];

const parameters: readonly PageSection[] = [
  {
    title: 'Parameter asset',
    anchor: requestParameter('asset').section,
    statements: [
      covered(
        'It names the file that is wanted.',
        'LKP-AST',
        'LKP-AST-NPM',
        'LKP-AST-PYPI',
        'LKP-AST-MAVEN',
        'LKP-AST-RUBY',
        'LKP-AST-SWIFT',
        'LKP-AST-CARGO',
        'LKP-ASSET-CASE',
        'ER-NF-ASSET',
      ),
      covered('At least 1 character.', 'AST-EMPTY'),
      covered('At most 255 characters.', 'AST-MAX'),
      covered('No character of the Unicode category Other.', 'AST-PAT'),
      covered('Required.', 'AST-REQ'),
    ],
  },
  {
    title: 'Parameter domain',
    anchor: requestParameter('domain').section,
    statements: [
      covered('It names the domain that holds the repository.', 'LKP-DOM', 'ER-NF-DOMAIN'),
      covered('At least 2 characters.', 'DOM-MIN', 'DOM-EMPTY'),
      covered('At most 50 characters.', 'DOM-MAX'),
      covered(
        'A lower-case letter, then lower-case letters, digits and hyphens, with no hyphen last.',
        'DOM-PAT',
      ),
      covered('Required.', 'DOM-REQ'),
    ],
  },
  {
    title: 'Parameter domainOwner',
    anchor: requestParameter('domainOwner').section,
    statements: [
      covered('It is the number of the account that owns the domain.', 'LKP-OWN'),
      covered('Neither dashes nor spaces.', 'OWN-PAT'),
      covered('Exactly 12 characters.', 'OWN-LEN', 'OWN-EMPTY'),
      covered('Digits only.', 'OWN-PAT'),
      covered('Not marked as required.', 'OWN-OPT', 'LKP-OWN-DEFAULT'),
    ],
  },
  {
    title: 'Parameter format',
    anchor: requestParameter('format').section,
    statements: [
      covered(
        'It says of which kind the package version is.',
        'FMT-GENERIC',
        'FMT-NPM',
        'FMT-PYPI',
        'FMT-MAVEN',
        'FMT-NUGET',
        'FMT-RUBY',
        'FMT-SWIFT',
        'FMT-CARGO',
      ),
      covered('Eight values are valid.', 'FMT-ENUM', 'FMT-CASE', 'FMT-EMPTY'),
      covered('Required.', 'FMT-REQ'),
    ],
  },
  {
    title: 'Parameter namespace',
    anchor: requestParameter('namespace').section,
    statements: [
      covered('It names the namespace of the package version.', 'LKP-NSP'),
      covered('Required for Maven.', 'NSP-REQ-MAVEN', 'NSP-REQ-MAVEN-400'),
      covered('Required for Swift.', 'NSP-REQ-SWIFT', 'NSP-REQ-SWIFT-400'),
      covered('Required for generic packages.', 'NSP-REQ-GENERIC', 'NSP-REQ-GENERIC-400'),
      covered('For Maven it is the groupId.', 'NSP-MAVEN'),
      covered('For npm it is the scope.', 'NSP-NPM', 'PKG-SCOPED'),
      covered('For Swift it is the scope.', 'NSP-SWIFT'),
      covered('For generic packages it is the namespace.', 'NSP-GENERIC'),
      covered(
        'Python, NuGet, Ruby and Cargo packages have none.',
        'NSP-NONE-PYPI',
        'NSP-NONE-NUGET',
        'NSP-NONE-RUBY',
        'NSP-NONE-CARGO',
        'NSP-EXTRA',
      ),
      covered('At least 1 character.', 'NSP-EMPTY'),
      covered('At most 255 characters.', 'NSP-MAX'),
      covered('No white space, # or /.', 'NSP-PAT'),
      covered('Not marked as required for every format.', 'NSP-NPM'),
    ],
  },
  {
    title: 'Parameter package',
    anchor: requestParameter('package').section,
    statements: [
      covered('It names the package that holds the file.', 'LKP-PKG', 'ER-NF-PKG'),
      covered('At least 1 character.', 'PKG-EMPTY'),
      covered('At most 255 characters.', 'PKG-MAX'),
      covered('No white space, # or /.', 'PKG-PAT', 'PKG-SCOPED'),
      covered('Required.', 'PKG-REQ'),
    ],
  },
  {
    title: 'Parameter packageVersion',
    anchor: requestParameter('packageVersion').section,
    statements: [
      covered(
        'It is the version of the package.',
        'LKP-VER',
        'LKP-VER-NPM',
        'LKP-VER-PYPI',
        'LKP-VER-MAVEN',
        'LKP-VER-RUBY',
        'LKP-VER-SWIFT',
        'LKP-VER-CARGO',
        'ER-NF-VER',
      ),
      uncovered('An example of a version.', example),
      covered('At least 1 character.', 'VER-EMPTY'),
      covered('At most 255 characters.', 'VER-MAX'),
      covered('No white space, # or /.', 'VER-PAT'),
      covered('Required.', 'VER-REQ'),
    ],
  },
  {
    title: 'Parameter packageVersionRevision',
    anchor: requestParameter('packageVersionRevision').section,
    statements: [
      covered('It names the revision that holds the file.', 'REV-CUR', 'REV-STALE'),
      covered('At least 1 character.', 'REV-EMPTY'),
      covered('At most 50 characters.', 'REV-MAX'),
      covered('No white space.', 'REV-PAT'),
      covered('Not marked as required.', 'REV-OPT', 'REV-OMIT'),
    ],
  },
  {
    title: 'Parameter repository',
    anchor: requestParameter('repository').section,
    statements: [
      covered('It names the repository that holds the package version.', 'LKP-REP', 'ER-NF-REPO'),
      covered('At least 2 characters.', 'REP-MIN', 'REP-EMPTY'),
      covered('At most 100 characters.', 'REP-MAX'),
      covered('A letter or digit, then letters, digits, dots, underscores and hyphens.', 'REP-PAT'),
      covered('Required.', 'REP-REQ'),
    ],
  },
  {
    title: 'Request body',
    anchor: page('RequestBody').section,
    statements: [covered('There is none.', 'RB-01')],
  },
];

const response: readonly PageSection[] = [
  {
    title: 'Response syntax',
    anchor: page('ResponseSyntax').section,
    statements: [
      covered('The protocol is HTTP/1.1.', 'RL-09'),
      covered('The status is 200.', 'RS-01'),
      covered('There is a header X-AssetName.', 'RS-04'),
      covered('There is a header X-PackageVersion.', 'RS-07'),
      covered('There is a header X-PackageVersionRevision.', 'RS-10'),
      covered('The body is the asset and nothing else.', 'RS-02', 'RS-15', 'RS-16'),
    ],
  },
  {
    title: 'Response elements',
    anchor: page('ResponseElements').section,
    statements: [
      covered('Success has the status 200.', 'RS-01'),
      covered('Three values come as headers.', 'RS-04', 'RS-07', 'RS-10'),
      covered('The asset comes as the body.', 'RS-02'),
    ],
  },
  {
    title: 'Header assetName',
    anchor: responseElement('assetName').section,
    statements: [
      covered('It names the file that is sent.', 'RS-05', 'RS-23'),
      covered('At least 1 character.', 'RS-06'),
      covered('At most 255 characters.', 'RS-06'),
      covered('No character of the Unicode category Other.', 'RS-06'),
    ],
  },
  {
    title: 'Header packageVersion',
    anchor: responseElement('packageVersion').section,
    statements: [
      covered('It is the version of the package.', 'RS-08'),
      uncovered('An example of a version.', example),
      covered('At least 1 character.', 'RS-09'),
      covered('At most 255 characters.', 'RS-09'),
      covered('No white space, # or /.', 'RS-09'),
    ],
  },
  {
    title: 'Header packageVersionRevision',
    anchor: responseElement('packageVersionRevision').section,
    statements: [
      covered('It names the revision that holds the file that is sent.', 'RS-12'),
      covered('At least 1 character.', 'RS-11'),
      covered('At most 50 characters.', 'RS-11'),
      covered('No white space.', 'RS-11'),
    ],
  },
  {
    title: 'Body asset',
    anchor: responseElement('asset').section,
    statements: [covered('It is the file itself, in binary.', 'RS-03', 'OP-01', 'RS-17')],
  },
];

const anchorOfErrors = page('Errors').section;

const errors: readonly PageSection[] = [
  {
    title: 'Errors',
    anchor: anchorOfErrors,
    statements: [
      covered('The operation has six errors of its own.', 'ER-ONLY'),
      covered('Errors common to all operations may occur as well.', 'ER-ONLY'),
    ],
  },
  {
    title: 'AccessDeniedException',
    anchor: anchorOfErrors,
    statements: [
      covered('It tells of an access that is not allowed.', 'ER-ACCESSDENIED', 'AU-02', 'AU-03'),
      covered('Its status is 403.', 'ER-ACCESSDENIED'),
    ],
  },
  {
    title: 'ConflictException',
    anchor: anchorOfErrors,
    statements: [
      uncovered(
        'It tells that prerequisites are not met.',
        'The page does not say which, so no request is documented to bring it about. If another document lets one expect it, it is one of the answers allowed (ST-ARCHIVED, ST-DISPOSED, REV-STALE-ERR); else a scenario asks for it (ER-CONFLICT).',
      ),
      covered('resourceId identifies the resource.', 'ER-RES-OPT'),
      covered('resourceType says what kind of resource it is.', 'ER-RES-OPT', 'ER-RES-ENUM'),
      covered('Its status is 409.', 'ER-CONFLICT'),
    ],
  },
  {
    title: 'InternalServerException',
    anchor: anchorOfErrors,
    statements: [
      covered('It tells of a failure of the service, not of the client.', 'ER-NO5XX'),
      covered('Its status is 500.', 'ER-INTERNALSERVER'),
    ],
  },
  {
    title: 'ResourceNotFoundException',
    anchor: anchorOfErrors,
    statements: [
      covered(
        'It tells that what was requested is not there.',
        'ER-NF-DOMAIN',
        'ER-NF-REPO',
        'ER-NF-PKG',
        'ER-NF-VER',
        'ER-NF-ASSET',
      ),
      covered('resourceId identifies the resource.', 'ER-RES-OPT'),
      covered('resourceType says what kind of resource it is.', 'ER-RES-OPT', 'ER-RES-ENUM', 'ER-RES-LEVEL'),
      covered('Its status is 404.', 'ER-RESOURCENOTFOUND'),
    ],
  },
  {
    title: 'ThrottlingException',
    anchor: anchorOfErrors,
    statements: [
      uncovered(
        'It tells that there were too many requests.',
        'The page does not say how many are too many, and a run never tries to be throttled: a scenario asks for the error (ER-THROTTLING).',
      ),
      covered('retryAfterSeconds says how many seconds to wait.', 'ER-RETRY', 'ER-RETRY-PRES'),
      covered('Its status is 429.', 'ER-THROTTLING'),
    ],
  },
  {
    title: 'ValidationException',
    anchor: anchorOfErrors,
    statements: [
      covered('It tells that a parameter has an invalid value.', 'ER-PREC-MULTI', 'ER-PREC-VAL'),
      covered('There is a member reason, of which nothing is said.', 'ER-REASON', 'ER-REASON-FIELD'),
      covered('Its status is 400.', 'ER-VALIDATION'),
    ],
  },
];

/** The reference page of the operation, statement by statement, in the order of the page. */
export const referencePage: readonly PageSection[] = [
  ...request,
  ...parameters,
  ...response,
  ...errors,
  {
    title: 'See also',
    anchor: page('SeeAlso').section,
    statements: [
      covered(
        'The AWS CLI and the SDKs of nine languages make the call.',
        'SDK-01',
        'SDK-02',
        'SDK-03',
        'SDK-04',
        'SDK-05',
        'SDK-06',
      ),
    ],
  },
];
