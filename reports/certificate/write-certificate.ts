import { join } from 'node:path';
import { type Certificate, defined, type Results } from '../../schemas/index.js';
import { writeAtomically } from '../files.js';
import { type CertifiedFile, certificateOf, certifiedFiles } from './certificate.js';
import { digestFile } from './digest-file.js';

/**
 * Writes `certificate.json` into a results folder, whose other files must be complete.
 *
 * @param fixtures SHA-256 of the fixture set, hexadecimal
 * @param url the CI run, if there is one
 * @throws if one of the files that it speaks of cannot be read
 */
export async function writeCertificate(
  dir: string,
  results: Results,
  fixtures: string,
  url: string | undefined,
): Promise<Certificate> {
  const digests = Object.fromEntries(
    await Promise.all(certifiedFiles.map(async (name) => [name, await digestFile(join(dir, name))] as const)),
  ) as Record<CertifiedFile, string>;
  const certificate = certificateOf(results, { digests, fixtures, ...defined({ url }) });
  await writeAtomically(join(dir, 'certificate.json'), `${JSON.stringify(certificate, null, 2)}\n`);
  return certificate;
}
