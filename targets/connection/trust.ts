import { rootCertificates } from 'node:tls';

/**
 * The certificate authorities to trust: the usual ones and those of a PEM text.
 *
 * @param ca PEM text; undefined for the usual ones alone
 * @returns what TLS takes as `ca`; nothing if the usual ones are enough
 */
export const trusted = (ca: string | undefined): { readonly ca?: string[] } =>
  ca === undefined ? {} : { ca: [...rootCertificates, ca] };
