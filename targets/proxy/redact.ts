import type { HeaderField, RecordedBody } from '../../judge/index.js';

/** Stands where a credential was. */
export const redacted = '(not recorded)';

const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'x-amz-security-token',
  'cookie',
  'set-cookie',
]);
const secretParameters = new Set(['x-amz-signature', 'x-amz-credential', 'x-amz-security-token']);
/** Shorter values are no secrets, and would be found in all sorts of text. */
const shortestSecret = 8;

/** Takes credentials and signatures out of one exchange: where they belong, and wherever the target repeats them. */
export class Redaction {
  readonly #secrets: string[] = [];

  /** A request target without the values of the query parameters that sign it. */
  target(target: string): string {
    const mark = target.indexOf('?');
    if (mark < 0 || !/amz/i.test(target)) return target;
    const pairs = target.slice(mark + 1).split('&');
    const visible = pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0 || !secretParameters.has(decoded(pair.slice(0, equals)).toLowerCase())) return pair;
      this.#remember(pair.slice(equals + 1));
      return `${pair.slice(0, equals)}=${encodeURIComponent(redacted)}`;
    });
    return `${target.slice(0, mark)}?${visible.join('&')}`;
  }

  /** The fields of the request; their credentials are remembered, to be found in the response. */
  requestFields(fields: readonly HeaderField[]): HeaderField[] {
    return fields.map(([name, value]) => {
      if (!secretHeaders.has(name.toLowerCase())) return [name, this.#signedUrl(value)];
      this.#remember(value);
      for (const part of value.split(/[\s,;=]+/)) if (/^[0-9a-f]{64}$/.test(part)) this.#remember(part);
      return [name, redacted];
    });
  }

  /** The fields of the response. */
  responseFields(fields: readonly HeaderField[]): HeaderField[] {
    return fields.map(([name, value]) => [
      name,
      secretHeaders.has(name.toLowerCase()) ? redacted : this.#signedUrl(this.#clean(value)),
    ]);
  }

  /** The recorded beginning of a body; size and hash stay those of what was sent. */
  body(body: RecordedBody): RecordedBody {
    if (this.#secrets.length === 0) return body;
    const bytes = Buffer.from(body.head, 'base64');
    if (!this.#secrets.some((secret) => bytes.includes(secret, 0, 'latin1'))) return body;
    const cleaned = this.#clean(bytes.toString('latin1'));
    return { ...body, head: Buffer.from(cleaned, 'latin1').toString('base64') };
  }

  #remember(secret: string): void {
    if (secret.length < shortestSecret) return;
    this.#secrets.push(secret);
    if (secret.includes('%')) this.#secrets.push(decoded(secret));
  }

  #clean(text: string): string {
    let cleaned = text;
    for (const secret of this.#secrets)
      if (cleaned.length >= secret.length) cleaned = cleaned.replaceAll(secret, redacted);
    return cleaned;
  }

  /** A redirect to a presigned address carries a signature, too. */
  #signedUrl(value: string): string {
    return /x-amz-/i.test(value)
      ? value.replace(
          /([?&]x-amz-(?:signature|credential|security-token)=)[^&\s"'<>#]*/gi,
          `$1${encodeURIComponent(redacted)}`,
        )
      : value;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
