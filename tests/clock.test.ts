import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Results } from '../schemas/index.js';
import { findDefect, startReferenceServer } from '../targets/reference/index.js';
import { inFolder, keys, runCli } from './set-up/cli-process.js';
import { type Meddling, startFront } from './set-up/front-server.js';

// A clock of ours that is wrong must accuse nobody (AU-17): what is four minutes off by our clock may be more by the
// target's, and a refusal is lawful then.

test.setTimeout(60_000);

/** Makes Node.js believe that it is so many minutes later. */
const later = (minutes: number): string => {
  const shift = `const Real = Date; globalThis.Date = class extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + ${minutes * 60_000}); else super(...given); }
    static now() { return Real.now() + ${minutes * 60_000}; }
  };`;
  return `--import=data:text/javascript,${encodeURIComponent(shift)}`;
};

const pass: Meddling = () => 'pass';

const withoutDate: Meddling = (_incoming, response) => {
  response.sendDate = false;
  const write = response.writeHead.bind(response) as (status: number, headers: string[]) => typeof response;
  const writeHead = (status: number, headers: string[]): typeof response =>
    write(
      status,
      headers.filter((_, at) => headers[at - (at % 2)]?.toLowerCase() !== 'date'),
    );
  return Object.assign(response, { writeHead }) && 'pass';
};

interface Setting {
  /** How many minutes our clock is fast. */
  readonly fast: number;
  readonly meddle?: Meddling;
  readonly defect?: string;
}

/** What a run concludes about AU-17, and why. */
async function concluded({ fast, meddle = pass, defect: id }: Setting) {
  const defect = id === undefined ? undefined : findDefect(id);
  const server = await startReferenceServer({ auth: 'sigv4', ...(defect ? { defect } : {}) });
  const front = await startFront(meddle, server.url);
  try {
    let results: Results | undefined;
    await inFolder(async (folder) => {
      await runCli(
        ['run', '--endpoint', front.url, '--profile', 'auth', '--requirement', 'AU-17', '--auth', 'sigv4'],
        { cwd: folder, env: { ...keys, NODE_OPTIONS: later(fast) } },
      );
      results = JSON.parse(await readFile(join(folder, 'conformance-results', 'results.json'), 'utf8'));
    });
    const own = results?.requirements.find((each) => each.id === 'AU-17');
    return {
      verdict: own?.verdict,
      reasons: own?.checks.map(({ reason }) => reason).join('\n'),
    };
  } finally {
    await front.close();
    await server.close();
  }
}

for (const [what, setting, verdict] of [
  ['the right time', { fast: 0 }, 'pass'],
  [
    'the right time, and a target that does not say what time it is',
    { fast: 0, meddle: withoutDate },
    'pass',
  ],
  [
    'a clock that is 3 minutes fast, and a target that does not say so',
    { fast: 3, meddle: withoutDate },
    'pass',
  ],
  [
    'a clock that is 3 minutes slow, and a target that does not say so',
    { fast: -3, meddle: withoutDate },
    'pass',
  ],
  ['a target that demands one minute', { fast: 0, defect: 'clock-of-one-minute-demanded' }, 'fail'],
  [
    'a target that demands one minute, and does not say what time it is',
    { fast: 0, defect: 'clock-of-one-minute-demanded', meddle: withoutDate },
    'fail',
  ],
] as const)
  test(`${what}: ${verdict}`, async () => {
    expect(await concluded(setting)).toMatchObject({ verdict });
  });

for (const fast of [3, -3, 20])
  test(`a clock that is ${fast} minutes ahead of the target's is said, and accuses nobody`, async () => {
    const { verdict, reasons } = await concluded({ fast });
    expect(verdict).toBe('not-testable');
    // Beyond five minutes nothing is served.
    if (Math.abs(fast) < 5) expect(reasons).toMatch(/differ by 1[78]\d s/);
  });
