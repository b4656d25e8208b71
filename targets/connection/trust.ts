import { rootCertificates } from 'node:tls';

/** What a TLS connection to the target takes, as PEM text. */
export interface TlsMaterial {
  /** Certificate authorities to trust besides the usual ones. */
  readonly ca?: string;
  /** The client certificate to present if the target asks for one, with those between it and its authority. */
  readonly cert?: string;
  /** The private key of the client certificate. */
  readonly key?: string;
}

/**
 * The certificate authorities to trust: the usual ones and those of a PEM text.
 *
 * @param ca PEM text; undefined for the usual ones alone
 * @returns what TLS takes as `ca`; nothing if the usual ones are enough
 */
export const trusted = (ca: string | undefined): { readonly ca?: string[] } =>
  ca === undefined ? {} : { ca: [...rootCertificates, ca] };

/** What TLS takes for a connection to the target: whom to trust, and what to present. */
export const tlsOptions = ({ ca, cert, key }: TlsMaterial) => ({
  ...trusted(ca),
  ...(cert === undefined ? {} : { cert }),
  ...(key === undefined ? {} : { key }),
});
