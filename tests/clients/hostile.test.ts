import { expect, test } from '@playwright/test';
import { type Called, DriverFailed, NoExchange } from '../../targets/clients/index.js';
import { callAt } from './call.js';
import { eachClient } from './each-client.js';
import { flood, hostileServer, type Misbehaviour, trickle } from './hostile-server.js';

const served = 'HTTP/1.1 200 OK\r\nX-AssetName: a.bin\r\n';
const refused =
  'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nx-amzn-errortype: ResourceNotFoundException\r\n';
const chunk = `10000\r\n${'0'.repeat(0x10000)}\r\n`;

/** What a call may come to: the kind of failure that is recorded, or that there was no exchange at all. */
type Outcome = NonNullable<Called['failure']>['kind'] | 'no exchange' | 'driver ended' | 'none';

const misbehaviours: readonly (readonly [
  title: string,
  misbehave: Misbehaviour,
  outcomes: readonly Outcome[],
])[] = [
  [
    'an asset without an end',
    (socket) => {
      socket.write(`${served}Transfer-Encoding: chunked\r\n\r\n`);
      flood(socket, chunk);
    },
    ['too-large'],
  ],
  [
    'an error without an end',
    (socket) => {
      socket.write(`${refused}Transfer-Encoding: chunked\r\n\r\n`);
      flood(socket, chunk);
    },
    ['too-large'],
  ],
  [
    'headers without an end',
    (socket) => {
      socket.write(served);
      flood(socket, `X-More: ${'x'.repeat(1000)}\r\n`);
    },
    // Java's HTTP client sets no limit to headers: the driver runs out of its memory, which is an error of the driver.
    ['invalid', 'too-large', 'closed', 'timeout', 'no exchange', 'driver ended'],
  ],
  ['silence', () => {}, ['no exchange']],
  [
    'an asset that stops',
    (socket) => void socket.write(`${served}Content-Length: 1000\r\n\r\nabc`),
    ['timeout'],
  ],
  [
    'an asset in single bytes',
    (socket) => {
      socket.write(`${served}Content-Length: 100000\r\n\r\n`);
      trickle(socket);
    },
    ['timeout'],
  ],
  [
    'an error in single bytes',
    (socket) => {
      socket.write(`${refused}Content-Length: 100000\r\n\r\n`);
      trickle(socket);
    },
    ['timeout'],
  ],
  ['a connection that is closed', (socket) => void socket.end(), ['closed', 'invalid', 'no exchange']],
  [
    'an asset that is cut off',
    (socket) => void socket.end(`${served}Content-Length: 1000\r\n\r\nabc`),
    ['closed'],
  ],
  ['rubbish', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'), ['invalid', 'closed']],
];

/** Milliseconds that a call may take: few if it is to run out of them, many if the server ends it, also on a busy machine. */
const timeoutOf = (outcomes: readonly Outcome[]): number =>
  outcomes.length === 1 && (outcomes.includes('timeout') || outcomes.includes('no exchange')) ? 4000 : 25_000;
/** Milliseconds besides: the AWS CLI starts an interpreter, and the suite itself would give up after forty seconds. */
const patience = 30_000;

for (const [title, misbehave, outcomes] of misbehaviours)
  eachClient(`survives ${title}`, async (client) => {
    const server = await hostileServer(misbehave);
    try {
      const began = Date.now();
      const outcome = await callAt(client, server.url, { timeout: timeoutOf(outcomes) }).then(
        ({ failure }) => failure?.kind ?? 'none',
        (error: unknown) => {
          if (error instanceof NoExchange) return 'no exchange';
          if (error instanceof DriverFailed) return 'driver ended';
          throw error;
        },
      );
      expect(outcomes).toContain(outcome);
      expect(Date.now() - began).toBeLessThan(timeoutOf(outcomes) + patience);
      // It went on reading neither here nor in the background.
      if (!outcomes.includes('no exchange')) expect(server.bytes()).toBeLessThan(64 * 1024 * 1024);
    } finally {
      await server.close();
    }
  });

test.describe.configure({ timeout: 120_000 });
