import { createHash } from 'node:crypto';
import { bodyBytes, type HeaderField, type RecordedResponse } from '../../judge/index.js';

const redacted = '(not recorded)';
const secretHeaders = new Set(['authorization', 'x-amz-security-token', 'proxy-authorization', 'cookie']);

/** The header as it is recorded: without its value if that is a secret. */
export const redact = ([name, value]: HeaderField): HeaderField =>
  secretHeaders.has(name.toLowerCase()) ? [name, redacted] : [name, value];

/**
 * The answer without the credentials and the signature of its own request, which a target may send back. What stood there
 * becomes asterisks; the hash of a body that was recorded whole is then that of the record.
 *
 * @param sent the header fields that signing added to the request
 */
export function withoutSecrets(response: RecordedResponse, sent: readonly HeaderField[]): RecordedResponse {
  const secrets = secretsOf(sent);
  if (!holdsAny(response, secrets)) return response;
  const without = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)), text);
  const headers = response.headers.map(([name, value]): HeaderField => [without(name), without(value)]);
  const before = bodyBytes(response.body).toString('latin1');
  const after = without(before);
  if (after === before) return { ...response, headers };
  const bytes = Buffer.from(after, 'latin1');
  const sha256 = response.body.complete
    ? createHash('sha256').update(bytes).digest('hex')
    : response.body.sha256;
  return { ...response, headers, body: { ...response.body, head: bytes.toString('base64'), sha256 } };
}

/** Nearly all responses hold none, and are left as they are. */
function holdsAny({ headers, body }: RecordedResponse, secrets: readonly string[]): boolean {
  if (secrets.length === 0) return false;
  const text = bodyBytes(body).toString('latin1');
  return secrets.some(
    (secret) =>
      text.includes(secret) ||
      headers.some(([name, value]) => value.includes(secret) || name.includes(secret)),
  );
}

/**
 * Characters of the shortest access key id that AWS issues (IAM API Reference, AccessKey). Emulators are often given
 * words such as `test`, which are no secrets, and which an asset may hold: its bytes must stay what they are.
 */
const SHORTEST = 16;

/** The values that must not be shown, the longest first, and the parts of an Authorization value by themselves. */
function secretsOf(sent: readonly HeaderField[]): readonly string[] {
  const whole = sent.filter(([name]) => secretHeaders.has(name.toLowerCase())).map(([, value]) => value);
  const parts = whole.flatMap((value) => [
    ...(/Credential=([^/,\s]+)/.exec(value)?.slice(1) ?? []),
    ...(/Signature=([0-9a-f]+)/.exec(value)?.slice(1) ?? []),
  ]);
  return [...whole, ...parts]
    .filter((secret) => secret.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
}
