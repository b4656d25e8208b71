import type { HostileCase } from '../hostile-case.js';
import { bareTarget, type HostileTarget } from '../target.js';
import { answer, refusal } from '../wire.js';

/** A target that sends its clients to another host, which counts who comes. */
async function redirecting(status: number): Promise<HostileTarget> {
  let strays = 0;
  const other = await bareTarget({ connected: () => void strays++ });
  const own = await bareTarget({
    asked: (socket) => socket.end(answer(status, [['Location', `${other.url}/v1/package/version/asset`]])),
  });
  return {
    url: own.url,
    strays: () => strays,
    close: async () => {
      await own.close();
      await other.close();
    },
  };
}

/** Targets that try to send the run, or what it knows, somewhere else. */
export const elsewhere: readonly HostileCase[] = [
  ...[301, 307, 308].map(
    (status): HostileCase => ({
      title: `${status} to another host`,
      start: () => redirecting(status),
      verdict: 'not-conformant',
      fails: ['OP-01', 'RS-01'],
    }),
  ),
  {
    title: 'a redirect to itself',
    start: () =>
      bareTarget({ asked: (socket) => socket.end(answer(302, [['Location', '/v1/package/version/asset']])) }),
    verdict: 'not-conformant',
    fails: ['OP-01', 'RS-01'],
  },
  {
    title: '401 that asks for a password',
    start: () =>
      bareTarget({
        asked: (socket) =>
          socket.end(
            answer(401, [['WWW-Authenticate', 'Basic realm="hostile", Bearer']], '{"message":"who?"}'),
          ),
      }),
    verdict: 'not-conformant',
    fails: ['OP-01', 'ER-01'],
  },
  {
    title: '429 forever, to be tried again in an hour',
    start: () =>
      bareTarget({
        asked: (socket) =>
          socket.end(
            refusal('{"message":"slow down"}', {
              status: 429,
              type: 'ThrottlingException',
              fields: [['Retry-After', '3600']],
            }),
          ),
      }),
    verdict: 'incomplete',
  },
  {
    title: '503 forever',
    start: () =>
      bareTarget({ asked: (socket) => socket.end(answer(503, [['Retry-After', '3600']], 'later')) }),
    verdict: 'not-conformant',
    fails: ['OP-01', 'ER-01'],
  },
];
