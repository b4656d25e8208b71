import type { Source } from './requirement.js';

/** Where a requirement is written: spread into its line of the catalogue. */
export interface Citation {
  readonly source: Source;
  readonly section: string;
}

/** A heading of the reference page, e.g. `Errors` for `#API_GetPackageVersionAsset_Errors`; none for its top. */
export function page(heading?: PageHeading): Citation {
  const anchor = '#API_GetPackageVersionAsset';
  return { source: 'reference page', section: heading === undefined ? anchor : `${anchor}_${heading}` };
}

type PageHeading =
  | 'RequestSyntax'
  | 'RequestParameters'
  | 'RequestBody'
  | 'ResponseSyntax'
  | 'ResponseElements'
  | 'Errors'
  | 'SeeAlso';

/** A request parameter of the reference page, by the member name that its anchor uses. */
export function requestParameter(member: RequestMember): Citation {
  return { source: 'reference page', section: `#codeartifact-GetPackageVersionAsset-request-uri-${member}` };
}

type RequestMember =
  | 'asset'
  | 'domain'
  | 'domainOwner'
  | 'format'
  | 'namespace'
  | 'package'
  | 'packageVersion'
  | 'packageVersionRevision'
  | 'repository';

/** A response element of the reference page, by the member name that its anchor uses. */
export function responseElement(member: ResponseMember): Citation {
  return { source: 'reference page', section: `#codeartifact-GetPackageVersionAsset-response-${member}` };
}

type ResponseMember = 'asset' | 'assetName' | 'packageVersion' | 'packageVersionRevision';

/** A shape or trait of the Smithy model of the service. */
export function model(section: string): Citation {
  return { source: 'service model', section };
}

/** A heading of the AWS restJson1 protocol or of the Smithy HTTP bindings that it builds on. */
export function restJson1(section: string): Citation {
  return { source: 'restJson1', section };
}

/** A section of an RFC. */
export function rfc(number: 3986 | 9110 | 9112, section: string): Citation {
  return { source: `RFC ${number}`, section };
}

/** A page of the CodeArtifact user guide. */
export function userGuide(section: string): Citation {
  return { source: 'user guide', section };
}

/** A response that AWS gave, in public material. */
export function observed(section: string): Citation {
  return { source: 'observed', section };
}

/** Follows from what is documented without being written there. The section says what it follows from. */
export function inference(section: string): Citation {
  return { source: 'inference', section };
}
