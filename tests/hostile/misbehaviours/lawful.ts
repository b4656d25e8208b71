import { frontOfReference } from '../front.js';
import type { HostileCase } from '../hostile-case.js';

const patient = { checks: 'framing', verdict: 'conformant', timeoutMs: 10_000, withinSeconds: 40 } as const;

/** Odd but lawful: none of these may be accused of anything. */
export const lawful: readonly HostileCase[] = [
  {
    ...patient,
    title: 'closes after each answer without announcing it',
    start: () =>
      frontOfReference((turn) => {
        turn.response.once('finish', () => turn.socket.end());
        turn.proper();
      }),
  },
  {
    ...patient,
    title: '100 ms for each response',
    // The delay is the case itself.
    start: () => frontOfReference((turn) => void setTimeout(turn.proper, 100)),
    concurrency: 64,
  },
  {
    ...patient,
    title: 'sets a cookie, and does not get it back',
    start: () =>
      frontOfReference((turn) => {
        if (turn.request.headers.cookie !== undefined) turn.socket.destroy();
        else {
          turn.response.writeHead(turn.status, [...turn.rawHeaders, 'Set-Cookie', 'hostile=1; Path=/']);
          turn.response.end(turn.body);
        }
      }),
  },
  {
    ...patient,
    title: 'interim responses before each response, 100 Continue among them (RFC 9110 §15.2)',
    start: () =>
      frontOfReference((turn) => {
        turn.socket.write('HTTP/1.1 100 Continue\r\n\r\n');
        turn.response.writeEarlyHints({ link: '</style.css>; rel=preload' });
        turn.proper();
      }),
  },
];
