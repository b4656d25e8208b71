import type { RequirementId } from './catalogue/index.js';

/** in-toto Attestation Framework, Statement v1. */
export const statementType = 'https://in-toto.io/Statement/v1';
/** in-toto Attestation Framework, predicate Test Result v0.1. */
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1';

/** in-toto Attestation Framework, ResourceDescriptor; at least one of `uri` and `digest` is there. */
export interface ResourceDescriptor {
  readonly name: string;
  readonly uri?: string;
  /** Lower-case hexadecimal, without a prefix. */
  readonly digest?: { readonly sha256: string };
  readonly annotations?: Readonly<Record<string, unknown>>;
}

/** The content of `certificate.json` (`schemas/certificate.schema.json`): a statement that is ready to be signed. */
export interface Certificate {
  readonly _type: typeof statementType;
  /** The files of the results folder that it speaks of. */
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: typeof testResultType;
  readonly predicate: {
    /** `WARNED`: conformant, and something recommended (SHOULD) is not kept. `FAILED` certifies nothing. */
    readonly result: 'PASSED' | 'WARNED' | 'FAILED';
    readonly configuration: readonly ResourceDescriptor[];
    /** The CI run that made it, if one did. */
    readonly url?: string;
    readonly passedTests: readonly RequirementId[];
    readonly warnedTests: readonly RequirementId[];
    /** Requirements that are broken, and those that could not be assessed. */
    readonly failedTests: readonly RequirementId[];
  };
}
