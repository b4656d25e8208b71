import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RecordedExchange } from '../checks/index.js';
import { renderReport, selectEvidence, writeReports } from '../reports/index.js';
import type { RequirementId, Results, Waiver } from '../schemas/index.js';
import { wholeBody, withBody } from '../targets/reference/answer.js';
import { both, type Change, refusing, served } from '../targets/reference/faults/wrap.js';
import { embeddedFixtures, findFault, startReferenceServer } from '../targets/reference/index.js';
import { test as browserTest } from './browser.js';
import { carryOut, recorded } from './engine-runs.js';
import { attack } from './hostile/attack.js';
import { frontOfReference } from './hostile/front.js';
import { refusal } from './hostile/wire.js';
import { POISON } from './report-samples.js';

/** A run that was carried out, and the report of it on disk. */
export interface ReportedRun {
  readonly results: Results;
  readonly recorded: readonly RecordedExchange[];
  /** The results folder. */
  readonly out: string;
  /** Address of its `report.html`. */
  readonly url: string;
}

const addressOf = (out: string): string => pathToFileURL(join(out, 'report.html')).href;

/** A conformant target: four profiles that take little time, nothing filtered. */
async function runConformant(dir: string): Promise<ReportedRun> {
  const target = await startReferenceServer(options());
  try {
    const { out } = await carryOut(target, dir, {
      claimed: ['npm', 'maven', 'auth', 'lifecycle'],
      cases: 2,
      identity,
    });
    return { out, url: addressOf(out), results: await writeReports(out), recorded: recorded(out) };
  } finally {
    await target.close();
  }
}

const identity = { vendor: 'Example', product: 'Example Registry', version: '2.1.0' };
const options = () => ({ fixtures: embeddedFixtures(), auth: 'sigv4' as const, region: 'us-east-1' });

/** Another body where the escapes of the request are spelt in lower case; a defect that shows beside a right answer. */
const lineFeedsExpanded: Change = served((answer, _, { rawQuery }) => {
  const content = wholeBody(answer);
  if (!content || !/%[0-9]?[a-f]/.test(rawQuery)) return answer;
  return withBody(answer, Buffer.from(Buffer.from(content).toString().replaceAll('\n', '\r\n')));
});

const seeded = (id: string): Change => {
  const fault = findFault(id);
  if (!fault) throw new Error(`there is no fault ${id}`);
  return (stages) => fault.change(stages);
};

/** Several defects at once: broken and unfollowed requirements, a waived one, and controls that are not served. */
const defects = both(
  lineFeedsExpanded,
  seeded('domain-underscore-accepted'),
  seeded('unknown-parameter-refused'),
  seeded('package-npm-scoped-accepted'),
  refusing(({ format }) => format === 'maven', 'maven is not held here'),
);

const waivers: readonly Waiver[] = [
  {
    requirement: 'PKG-SCOPED',
    reason: 'Old clients write the scope so',
    owner: 'registry team',
    issue: 'https://issues.example/1',
    expires: '2099-12-31',
  },
];

/** Requirements that these defects touch, and some that they do not. */
const selected: readonly RequirementId[] = [
  ...(['OP-02', 'RL-01', 'RL-04', 'RL-08', 'RL-11', 'RL-14', 'RL-16', 'RL-17', 'RL-18', 'RL-21'] as const),
  ...(['AST-REQ', 'AST-EMPTY', 'AST-MAX', 'DOM-REQ', 'DOM-PAT', 'DOM-MAX'] as const),
  ...(['PKG-SCOPED', 'NSP-NPM', 'NSP-MAVEN', 'NSP-REQ-MAVEN', 'NSP-REQ-MAVEN-400', 'FMT-MAVEN'] as const),
];

/** A target with several defects. */
async function runFaulty(dir: string): Promise<ReportedRun> {
  const target = await startReferenceServer({ ...options(), fault: { change: defects } });
  try {
    const { out } = await carryOut(target, dir, {
      claimed: ['core', 'npm', 'maven'],
      only: selected,
      cases: 3,
      identity,
      waivers,
    });
    return { out, url: addressOf(out), results: await writeReports(out), recorded: recorded(out) };
  } finally {
    await target.close();
  }
}

/** A target that puts what might run, hide or reorder something into everything that it sends. */
async function runHostile(dir: string): Promise<ReportedRun> {
  const text = Buffer.from(POISON);
  // In a header line, as Latin-1, and without the controls for which the answer would not be read at all.
  const field = text.toString('latin1').replaceAll(/[^\x20-\x7e\x80-\xff]/g, ' ');
  const json = JSON.stringify({
    message: POISON,
    __type: POISON,
    reason: POISON,
    resourceId: POISON.repeat(200),
  });
  const target = await frontOfReference((turn) => {
    if (turn.refuses)
      turn.socket.end(
        refusal(json, {
          type: '',
          fields: [
            ['x-note', field],
            ['x-amzn-errortype', field],
          ],
        }),
      );
    else if (turn.number % 11 === 0) turn.socket.end(`HTTP/1.1 200 ${POISON}`);
    else {
      turn.response.writeHead(turn.status, [...turn.rawHeaders, 'x-note', field]);
      turn.response.end(turn.body);
    }
  });
  try {
    const { files } = await attack(target.url, {
      title: 'a page of poison',
      start: async () => target,
      verdict: 'not-conformant',
    });
    const out = join(dir, randomUUID());
    await mkdir(out);
    for (const [name, content] of files) await writeFile(join(out, name), content);
    const results = JSON.parse(files.get('results.json') ?? '') as Results;
    return { out, url: addressOf(out), results, recorded: recorded(out) };
  } finally {
    await target.close();
  }
}

/** The report of results that no target gave, beside that of a run. */
export async function writeReport(
  { out }: ReportedRun,
  results: Results,
  exchanges: readonly RecordedExchange[],
): Promise<ReportedRun> {
  const dir = `${out}-${randomUUID()}`;
  await mkdir(dir);
  await writeFile(join(dir, 'report.html'), renderReport(results, selectEvidence(results, exchanges)));
  return { out: dir, url: addressOf(dir), results, recorded: exchanges };
}

interface Runs {
  readonly runsFolder: string;
  readonly conformant: ReportedRun;
  readonly faulty: ReportedRun;
  readonly hostile: ReportedRun;
}

/** Playwright's `test` with a browser, and with reports of real runs, each carried out once for a worker that needs it. */
export const test = browserTest.extend<object, Runs>({
  runsFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const dir = await mkdtemp(join(tmpdir(), 'report-runs-'));
      await use(dir);
      await rm(dir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  conformant: [async ({ runsFolder }, use) => use(await runConformant(runsFolder)), { scope: 'worker' }],
  faulty: [async ({ runsFolder }, use) => use(await runFaulty(runsFolder)), { scope: 'worker' }],
  hostile: [async ({ runsFolder }, use) => use(await runHostile(runsFolder)), { scope: 'worker' }],
});
