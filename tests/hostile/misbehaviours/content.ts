import { frontOfReference } from '../front.js';
import type { HostileCase } from '../hostile-case.js';
import type { HostileTarget } from '../target.js';
import { refusal } from '../wire.js';

/** The reference target, except that every refusal is these bytes. */
const refusesWith = (bytes: Buffer) => refusesBy(() => bytes);

/** The same, with bytes that depend on the credentials of the request. */
const refusesBy = (bytes: (authorization: string) => Buffer) => (): Promise<HostileTarget> =>
  frontOfReference((turn) =>
    turn.refuses ? turn.socket.end(bytes(turn.request.headers.authorization ?? '')) : turn.proper(),
  );

/** Nesting that overflows anyone who descends into it by recursion, small enough to be recorded whole. */
const nested = (levels: number): string =>
  `{"message":"m","reason":${'['.repeat(levels)}${']'.repeat(levels)}}`;

/** What a terminal, a browser, Markdown or a text editor would obey. */
export const spells = [
  '\u001b[2J\u001b]0;hostile\u0007',
  '<script>hostile()</script><img src=x onerror=hostile()>',
  '\u202e\u2066\u200f',
  '\r\n## hostile\n::error::hostile\n]]>',
].join(' ');

/** Targets whose words are not what they should be. */
export const content: readonly HostileCase[] = [
  {
    title: 'a JSON error of 100,000 levels',
    start: refusesWith(refusal(nested(100_000))),
    verdict: 'not-conformant',
    fails: ['ER-REASON'],
    keeps: ['OP-01'],
  },
  {
    title: 'a JSON error of 200,000 levels, too long to be recorded whole',
    start: refusesWith(refusal(nested(200_000))),
    verdict: 'not-conformant',
    fails: ['ER-NF-ASSET'],
    keeps: ['OP-01', 'ER-03', 'ER-REASON'],
  },
  {
    title: 'invalid UTF-8 in errors and their headers',
    start: refusesWith(
      refusal(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x7d]), {
        fields: [['x-note', '\u00ff\u00fe\u00c3(']],
      }),
    ),
    verdict: 'not-conformant',
    fails: ['ER-03'],
    keeps: ['OP-01'],
  },
  {
    title: 'escapes, scripts and line breaks in every field of an error',
    start: refusesWith(
      refusal(
        JSON.stringify({
          message: spells,
          __type: spells,
          code: spells,
          reason: spells,
          fieldList: [spells],
        }),
        { type: '' },
      ),
    ),
    verdict: 'not-conformant',
    fails: ['AST-REQ', 'ER-ONLY'],
    keeps: ['OP-01'],
  },
  {
    title: 'escapes and bytes beyond ASCII in header values',
    start: refusesWith(
      refusal('{"message":"m"}', {
        type: '<script>hostile()</script>\u009b31m\u0085',
        fields: [['x-note', '\u009b2J <img src=x onerror=hostile()>']],
      }),
    ),
    verdict: 'not-conformant',
    fails: ['AST-REQ', 'ER-ONLY'],
    keeps: ['OP-01'],
  },
  {
    title: 'an error type of one megabyte',
    start: refusesWith(refusal(`{"__type":"${'T'.repeat(1024 * 1024 - 100)}","message":"m"}`, { type: '' })),
    verdict: 'not-conformant',
    fails: ['AST-REQ', 'ER-01'],
    keeps: ['OP-01'],
  },
  {
    title: 'an error type of 60 kB, recorded whole',
    start: refusesWith(refusal(`{"__type":"${'T'.repeat(60_000)}","message":"m"}`, { type: '' })),
    verdict: 'not-conformant',
    fails: ['AST-REQ', 'ER-ONLY'],
    keeps: ['OP-01'],
  },
  {
    title: 'the credentials of the request in its refusal',
    start: refusesBy((authorization) =>
      refusal(JSON.stringify({ message: `you sent ${authorization}` }), {
        status: 403,
        type: 'AccessDeniedException',
        fields: [['x-sent', authorization]],
      }),
    ),
    verdict: 'not-conformant',
    fails: ['AST-REQ'],
    keeps: ['OP-01'],
  },
];
