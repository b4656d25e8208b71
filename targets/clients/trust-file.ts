import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';

const files = new Map<string, string>();
let folder: string | undefined;

process.once('exit', () => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** What Node.js itself was told to trust besides the usual authorities: the run trusts it, so each client has to. */
function extraCertificates(): string {
  const { NODE_EXTRA_CA_CERTS: file } = process.env;
  if (file === undefined || file === '') return '';
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Node.js has warned of it and goes on without; so do the clients.
    return '';
  }
}

/**
 * A PEM file with every certificate authority that this run trusts: clients that are given a file trust nothing else.
 *
 * @param ca PEM text of the authorities that the run was given
 */
export function trustFile(ca: string | undefined): string {
  const text = [...rootCertificates, extraCertificates(), ca ?? ''].filter((each) => each !== '').join('\n');
  let file = files.get(text);
  if (file === undefined) {
    folder ??= mkdtempSync(join(tmpdir(), 'codeartifact-conformance-'));
    file = join(folder, `ca-${files.size}.pem`);
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
    files.set(text, file);
  }
  return file;
}
