import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UserError } from './user-error.js';

/** The PEM files of a target file, by absolute paths. */
export interface TlsFiles {
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** What they hold, as text. */
export interface TlsTexts {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

const certificates = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Reads the authority to trust and the client certificate to present, with its key.
 *
 * @throws UserError if a file cannot be read, does not hold what it must, or the key is not that of the certificate
 */
export function readTls({ caFile, certFile, keyFile }: TlsFiles): TlsTexts {
  const ca = caFile === undefined ? {} : { ca: certificateText('CA file', caFile) };
  if (certFile === undefined && keyFile === undefined) return ca;
  if (certFile === undefined || keyFile === undefined) {
    const [given, missing] = certFile === undefined ? ['keyFile', 'certFile'] : ['certFile', 'keyFile'];
    throw new UserError(
      `The target file has "${given}" and no "${missing}": a client certificate needs both, its certificate and its private key.`,
    );
  }
  const cert = certificateText('certificate file', certFile);
  const key = readText('key file', keyFile);
  const [own = ''] = cert.match(certificates) ?? [];
  if (!new X509Certificate(own).checkPrivateKey(privateKey(keyFile, key)))
    throw new UserError(
      `The key file ${keyFile} is not the key of the certificate in ${certFile}. The first certificate in the file must be the client's own, and the key must belong to it.`,
    );
  return { ...ca, cert, key };
}

function readText(what: string, file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    throw new UserError(`The ${what} ${file} cannot be read: ${(error as Error).message}`);
  }
}

/** The text of a file that holds certificates in PEM form, each of which can be read. */
function certificateText(what: string, file: string): string {
  const text = readText(what, file);
  const found = text.match(certificates);
  if (!found) {
    const held = text.includes('PRIVATE KEY-----') ? 'a private key' : 'no certificate in PEM form';
    throw new UserError(
      `The ${what} ${file} holds ${held}. It must hold certificates that begin with -----BEGIN CERTIFICATE-----; openssl x509 -inform der -in FILE turns a DER file into one.`,
    );
  }
  for (const [index, each] of found.entries())
    try {
      new X509Certificate(each);
    } catch (error) {
      throw new UserError(
        `The ${what} ${file} holds a certificate that cannot be read (number ${index + 1} of ${found.length}): ${(error as Error).message}. Is the file complete?`,
      );
    }
  return text;
}

function privateKey(file: string, text: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text))
    throw new UserError(
      `The key file ${file} holds an encrypted key, and nobody is there to type its passphrase. Decrypt it: openssl pkey -in FILE -out PLAIN`,
    );
  if (!text.includes('PRIVATE KEY-----'))
    throw new UserError(
      `The key file ${file} holds no private key in PEM form, which begins with -----BEGIN PRIVATE KEY-----; openssl pkey -inform der -in FILE turns a DER file into one.`,
    );
  try {
    return createPrivateKey(text);
  } catch (error) {
    throw new UserError(`The key file ${file} holds a key that cannot be read: ${(error as Error).message}`);
  }
}
