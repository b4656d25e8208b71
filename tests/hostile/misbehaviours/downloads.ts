import type { RequirementId } from '../../../schemas/index.js';
import { frontOfReference, type Turn } from '../front.js';
import type { HostileCase } from '../hostile-case.js';
import { head } from '../wire.js';

/** The right header fields without those that say where the body ends. */
const unframed = ({ rawHeaders }: Turn): [string, string][] =>
  rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && !/^(content-length|transfer-encoding|connection|keep-alive)$/i.test(name)
      ? [[name, rawHeaders[at + 1] ?? ''] as [string, string]]
      : [],
  );

const withLength = (turn: Turn, length: number): Buffer =>
  head(turn.status, [...unframed(turn), ['Content-Length', String(length)]]);

const half = ({ body }: Turn): Buffer => body.subarray(0, Math.floor(body.byteLength / 2));

/** What such a target still does right: it refuses. */
const refusals: readonly RequirementId[] = ['AST-REQ', 'ER-NF-ASSET'];

interface Cut extends Omit<HostileCase, 'start' | 'verdict' | 'keeps'> {
  readonly cut: (turn: Turn) => void;
}

const cuts: readonly Cut[] = [
  {
    title: 'declares ten bytes too many and closes',
    cut: (turn) =>
      void turn.socket.end(Buffer.concat([withLength(turn, turn.body.byteLength + 10), turn.body])),
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'declares five bytes too few',
    cut: (turn) =>
      void turn.socket.end(
        Buffer.concat([withLength(turn, Math.max(turn.body.byteLength - 5, 0)), turn.body]),
      ),
    checks: 'framing',
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'resets the connection in the middle',
    cut: (turn) =>
      void turn.socket.write(Buffer.concat([withLength(turn, turn.body.byteLength), half(turn)]), () =>
        turn.socket.resetAndDestroy(),
      ),
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'closes after the header section',
    cut: (turn) => void turn.socket.end(withLength(turn, turn.body.byteLength)),
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'leaves out the last chunk',
    cut: (turn) =>
      void turn.socket.end(
        Buffer.concat([
          head(turn.status, [...unframed(turn), ['Transfer-Encoding', 'chunked']]),
          Buffer.from(`${turn.body.byteLength.toString(16)}\r\n`),
          turn.body,
          Buffer.from('\r\n'),
        ]),
      ),
    fails: ['OP-01', 'RS-15'],
  },
  {
    title: 'closes the connection without a response',
    cut: (turn) => void turn.socket.destroy(),
    fails: ['OP-01'],
  },
  {
    title: 'hangs in the middle',
    cut: (turn) =>
      void turn.socket.write(Buffer.concat([withLength(turn, turn.body.byteLength), half(turn)])),
    fails: ['OP-01'],
    timeoutMs: 1500,
    withinSeconds: 60,
  },
  {
    title: 'hangs without a response',
    cut: () => {},
    fails: ['OP-01'],
    timeoutMs: 1500,
    withinSeconds: 60,
  },
];

/** Targets that refuse as they should, and of which no download ever arrives whole: they are there, and wrong. */
export const downloads: readonly HostileCase[] = cuts.map(({ title, cut, ...expected }) => ({
  title: `on every download: ${title}`,
  start: () => frontOfReference((turn) => (turn.refuses ? turn.proper() : cut(turn))),
  verdict: 'not-conformant',
  keeps: refusals,
  ...expected,
}));
