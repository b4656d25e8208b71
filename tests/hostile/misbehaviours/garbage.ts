import type { HostileCase } from '../hostile-case.js';
import { bareTarget, type HostileTarget } from '../target.js';
import { answer } from '../wire.js';

/** A server that knows one answer to everything. */
const says = (bytes: string | Buffer) => (): Promise<HostileTarget> =>
  bareTarget({ asked: (socket) => socket.end(bytes) });

/** The alert with which a TLS server turns away a client that speaks plain text (RFC 8446 §6: fatal, unexpected). */
const tlsAlert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x0a]);

/** Servers that are no registry, or speak no HTTP. */
export const garbage: readonly HostileCase[] = [
  {
    title: 'random bytes',
    start: says(Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 197 + 91) % 256))),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'an SSH banner',
    start: () => bareTarget({ connected: (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n') }),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'HTTP/0.9',
    start: says('<html>it works</html>'),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'TLS on a plain port',
    start: says(tlsAlert),
    verdict: 'not-conformant',
    fails: ['OP-01'],
  },
  {
    title: 'plain HTTP on an https endpoint',
    start: () =>
      bareTarget(
        { connected: (socket) => socket.on('data', () => socket.end(answer(400, [], 'plain'))) },
        'https',
      ),
    verdict: 'incomplete',
  },
  {
    title: 'HTML for everything',
    start: says(answer(200, [['Content-Type', 'text/html']], '<!doctype html><title>Sign in</title>')),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-04', 'RS-07'],
  },
  {
    title: 'XML for everything',
    start: says(answer(404, [['Content-Type', 'text/xml']], '<Error><Code>NoSuchKey</Code></Error>')),
    verdict: 'not-conformant',
    fails: ['OP-01', 'ER-01'],
  },
  {
    title: '204 for everything',
    start: says('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-01'],
  },
  {
    title: '304 for everything',
    start: says('HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n'),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-01'],
  },
];
