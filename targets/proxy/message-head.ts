import type { HeaderField } from '../../judge/index.js';

/** What comes before the body of a message: the start line, and the fields with their order and case. */
export interface MessageHead {
  readonly startLine: string;
  readonly fields: readonly HeaderField[];
}

/** The bytes are not a message of HTTP/1.1 (RFC 9112) that can be followed. */
export class NotHttp extends Error {}

/** Reads a head, with or without the empty line at its end; bytes are Latin-1 text. */
export function parseHead(bytes: Buffer): MessageHead {
  const [startLine = '', ...lines] = bytes.toString('latin1').trim().split('\r\n');
  const fields: HeaderField[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return { startLine, fields };
}

export interface RequestLine {
  readonly method: string;
  readonly target: string;
}

/** @throws NotHttp if it is none */
export function parseRequestLine(line: string): RequestLine {
  const [method, target, version, ...rest] = line.split(' ');
  if (!method || !target || !version?.startsWith('HTTP/1.') || rest.length > 0)
    throw new NotHttp('no request line of HTTP/1.1');
  return { method, target };
}

/** @throws NotHttp if it is none */
export function parseStatus(line: string): number {
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(line)?.[1];
  if (status === undefined) throw new NotHttp('no status line of HTTP/1.1');
  return Number(status);
}
