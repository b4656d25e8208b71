import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RecordedExchange } from '../judge/index.js';
import {
  renderReport,
  selectEvidence,
  summariseRecording,
  writeProxied,
  writeReports,
} from '../reports/index.js';
import {
  type CheckResult,
  catalogueDigest,
  operation,
  type RequirementId,
  type RequirementVerdict,
  type Results,
  requirements,
  type Waiver,
} from '../schemas/index.js';
import { Observer, startProxy } from '../targets/proxy/index.js';
import { RecordingFile } from '../targets/recording/index.js';
import { all, refusing, type StagesChange, served } from '../targets/reference/defects/wrap.js';
import { embeddedFixtures, findDefect, startReferenceServer } from '../targets/reference/index.js';
import { wholeBody, withBody } from '../targets/reference/response.js';
import { test as browserTest } from './browser.js';
import { carryOut, recorded } from './engine-runs.js';
import { attack } from './hostile/attack.js';
import { frontOfReference } from './hostile/front.js';
import { refusal } from './hostile/wire.js';
import { POISON } from './poisoned.js';

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

/** Another body if the escapes of the request are written in lower case; a defect that shows beside a right response. */
const lineFeedsExpanded: StagesChange = served((response, _, { rawQuery }) => {
  const content = wholeBody(response);
  if (!content || !/%[0-9]?[a-f]/.test(rawQuery)) return response;
  return withBody(response, Buffer.from(Buffer.from(content).toString().replaceAll('\n', '\r\n')));
});

const seeded = (id: string): StagesChange => {
  const defect = findDefect(id);
  if (!defect) throw new Error(`there is no defect ${id}`);
  return (stages) => defect.change(stages);
};

/** Several defects immediately: broken and unfollowed requirements, a waived one, and controls that are not served. */
const defects = all(
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
  const target = await startReferenceServer({ ...options(), defect: { change: defects } });
  try {
    const { out } = await carryOut(target, dir, {
      claimed: ['core', 'npm', 'maven'],
      signed: true,
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
  // In a header line, as Latin-1, and without the controls for which the response would not be read at all.
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

/** A client that asks a faulty target through the proxy: one right request, and some that break a constraint. */
async function runProxied(dir: string): Promise<ReportedRun> {
  const out = join(dir, randomUUID());
  await mkdir(out);
  const target = await startReferenceServer({ defect: findDefect('domain-underscore-accepted') });
  const recording = new RecordingFile(join(out, 'exchanges.ndjson'));
  const observer = new Observer((exchange) => recording.append(JSON.stringify(exchange)), 'us-east-1');
  const proxy = await startProxy({
    endpoint: new URL(target.url),
    host: '127.0.0.1',
    port: 0,
    seen: (exchange) => observer.see(exchange),
  });
  const query = {
    domain: 'conformance',
    'domain-owner': '111122223333',
    repository: 'main',
    format: 'generic',
    namespace: 'com.example',
    package: 'widget',
    version: '1.0.0',
    asset: 'widget.txt',
  };
  for (const change of [{}, { domain: 'under_score' }, { domain: 'Not a domain' }, { package: '' }])
    await fetch(`${proxy.url}${operation.path}?${new URLSearchParams({ ...query, ...change })}`).then(
      (response) => response.arrayBuffer(),
    );
  await proxy.close();
  await target.close();
  recording.close();
  const { digest, latency } = await summariseRecording(join(out, 'exchanges.ndjson'));
  const results = await writeProxied(out, observer.outcomes(), {
    suite: { name: 'codeartifact-conformance', version: '1.0.0', catalogueDigest: catalogueDigest() },
    target: { endpoint: target.url, identity: {} },
    client: observer.client(),
    run: {
      startedAt: new Date().toISOString(),
      durationMs: 100,
      claimed: ['core'],
      exchanges: observer.requests,
      recordingDigest: digest,
      ...(latency ? { latency } : {}),
    },
  });
  await writeReports(out);
  return { out, url: addressOf(out), results, recorded: recorded(out) };
}

/** Ids of the requirements that have one of these verdicts, in the order of the catalogue. */
export const idsHaving = ({ results }: ReportedRun, ...verdicts: readonly RequirementVerdict[]): string[] =>
  results.requirements.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);

/** Of the results of a run one requirement of each verdict and level: everything that a page can show, and little of it. */
export function abridged(results: Results): Results {
  const seen = new Set<string>();
  const isNew = ({ verdict, level }: Results['requirements'][number]): boolean => {
    const before = seen.size;
    return seen.add(`${verdict} ${level}`).size > before;
  };
  return { ...results, requirements: results.requirements.filter(isNew) };
}

/** The checks and exchanges of a run, over and over, until every requirement has ten checks of ten exchanges each. */
export function enlarged({ results, recorded }: ReportedRun): Pick<ReportedRun, 'results' | 'recorded'> {
  const models = results.requirements
    .flatMap(({ checks }) => checks)
    .filter(({ exchanges }) => exchanges.length > 0);
  const lines = new Map(recorded.map((exchange) => [exchange.id, exchange]));
  const copies: RecordedExchange[] = [];
  let next = 0;
  const copy = (id: RequirementId, number: number): CheckResult => {
    const model = models[next++ % models.length] as CheckResult;
    const check = `${id}/${model.title}, ${number}`;
    const exchanges = Array.from({ length: 10 }, (_, index) => {
      const line = lines.get(model.exchanges[index % model.exchanges.length] ?? '') as RecordedExchange;
      copies.push({ ...line, id: `${check}#${index}`, check, requirement: id });
      return `${check}#${index}`;
    });
    return { ...model, id: check, exchanges, judged: exchanges.length };
  };
  const large = requirements
    .filter(({ excluded }) => !excluded)
    .map(({ id, level, profile }) => {
      const checks = Array.from({ length: 11 }, (_, index) => copy(id, index));
      return { id, level, profile, verdict: checks[0]?.verdict ?? 'pass', checks };
    });
  return { results: { ...results, requirements: large }, recorded: copies };
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

export interface Runs {
  readonly runsFolder: string;
  readonly conformant: ReportedRun;
  readonly faulty: ReportedRun;
  readonly hostile: ReportedRun;
  readonly proxied: ReportedRun;
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
  proxied: [async ({ runsFolder }, use) => use(await runProxied(runsFolder)), { scope: 'worker' }],
});
