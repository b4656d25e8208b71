import type { MalformedSigning } from '../judge/index.js';

/** Signatures that cannot be read, each complete but for one thing. */
export const malformedSignings: readonly { readonly title: string; readonly signing: MalformedSigning }[] = [
  { title: 'an Authorization header without Credential', signing: 'no-credential' },
  { title: 'an Authorization header without SignedHeaders', signing: 'no-signed-headers' },
  { title: 'an Authorization header without Signature', signing: 'no-signature' },
  { title: 'an empty Credential', signing: 'empty-credential' },
  { title: 'a Credential without a scope', signing: 'credential-without-scope' },
  { title: 'a Credential of three parts', signing: 'credential-cut' },
  { title: 'a Credential of six parts', signing: 'credential-too-long' },
  { title: 'empty SignedHeaders', signing: 'empty-signed-headers' },
  { title: 'a signed header that is not sent', signing: 'signed-header-not-sent' },
  { title: 'a signature that is too short', signing: 'short-signature' },
  { title: 'a signature that is too long', signing: 'long-signature' },
  { title: 'an empty signature', signing: 'empty-signature' },
  { title: 'a signature that is not hexadecimal', signing: 'signature-not-hexadecimal' },
  { title: 'no x-amz-date', signing: 'no-date' },
  { title: 'an x-amz-date that is no date', signing: 'date-unreadable' },
  { title: 'an x-amz-date with dashes and colons', signing: 'date-with-dashes' },
  { title: 'an Authorization header that ends after the algorithm', signing: 'algorithm-only' },
  { title: 'fields of an Authorization header without values', signing: 'fields-without-values' },
  { title: 'an Authorization header of another scheme', signing: 'other-scheme' },
  { title: 'an empty Authorization header', signing: 'empty-authorization' },
];
