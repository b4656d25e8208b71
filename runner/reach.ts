import { readFileSync } from 'node:fs';
import { NoVerdict, UserError } from '../config/index.js';
import { excerpt } from '../judge/index.js';
import { defined, operation } from '../schemas/index.js';
import { Connection } from '../targets/connection/index.js';

/** What a connection to the target takes. */
export interface Reachable {
  readonly caFile?: string;
  readonly timeout: number;
  /** Whether proxies of the environment may stand in between; they may unless false. */
  readonly proxies?: boolean;
}

/** Reads the PEM file of the target's certificate authority. */
export function readCa(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`The CA file ${file} cannot be read: ${(error as Error).message}`);
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  const held = text.includes('PRIVATE KEY-----') ? 'a private key' : 'no certificate in PEM form';
  throw new UserError(
    `The CA file ${file} holds ${held}. It must hold certificates that begin with -----BEGIN CERTIFICATE-----; openssl x509 -inform der -in FILE turns a DER file into one.`,
  );
}

/**
 * Sends one request to see whether anything listens, so that a wrong address is one message and not a failed run.
 *
 * @throws NoVerdict if nothing listens or TLS fails; whatever answers, however badly, is for the run to judge
 */
export async function reach(endpoint: string, { caFile, timeout, proxies = true }: Reachable): Promise<void> {
  const ca = readCa(caFile);
  const connection = new Connection({
    endpoint: new URL(endpoint),
    concurrency: 1,
    timeout,
    proxies,
    ...defined({ ca }),
  });
  try {
    const { failure } = await connection.send({ ...operation, query: '' });
    if (failure?.kind === 'unreachable')
      throw new NoVerdict(
        `${endpoint} cannot be reached: ${excerpt(failure.message)}. Check that the target is running, and that the address is right.`,
      );
    if (failure?.kind === 'tls')
      throw new NoVerdict(
        `${endpoint}: the TLS handshake failed: ${excerpt(failure.message)}. If the target uses its own certificate authority, name its PEM file as "caFile" in the target file.`,
      );
  } finally {
    await connection.close();
  }
}
