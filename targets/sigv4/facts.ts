import type { AwsCredentialIdentity } from '@smithy/types';

/** The name of the service in a credential scope (service model, `aws.auth#sigv4`). */
export const signingName = 'codeartifact';

/** AWS's documented example keys, the only ones that the reference target knows. */
export const exampleCredentials: AwsCredentialIdentity = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
