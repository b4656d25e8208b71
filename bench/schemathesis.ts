import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FixtureView } from '../engine/index.js';
import { readResults } from '../reports/index.js';
import { openApiDocument } from '../schemas/index.js';
import { type Defect, defectChapters, embeddedFixtures } from '../targets/reference/index.js';
import { cli, measure } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
import { serve, type Workplace, withWorkplace } from './workplace.js';

/** What an unsigned run of plain HTTP cannot meet: signatures, the SDK, assets of hundreds of megabytes. */
const leftOut: readonly string[] = ['authentication', 'clients', 'scale'];

/** Every nth seeded defect of the chapters that both tools can reach, so that each chapter has its share. */
function sample(count: number): readonly Defect[] {
  const chapters: [string, readonly Defect[]][] = Object.entries(defectChapters);
  const reachable = chapters.flatMap(([name, own]) => (leftOut.includes(name) ? [] : own));
  const step = reachable.length / count;
  return Array.from({ length: count }, (_, index) => reachable[Math.floor(index * step)]).filter(
    (defect) => defect !== undefined,
  );
}

/** Installs Schemathesis for the occasion; says why not, if that fails. */
async function install(dir: string): Promise<{ st: string } | { why: string }> {
  const python = await measure('python3', ['-m', 'venv', dir]).catch(() => undefined);
  if (python?.code !== 0) return { why: 'there is no python3 with venv here' };
  const pip = await measure(join(dir, 'bin', 'pip'), ['install', '--quiet', 'schemathesis']);
  return pip.code === 0 ? { st: join(dir, 'bin', 'st') } : { why: 'pip could not install schemathesis' };
}

/** What one tool did with one target in its time. */
interface Attempt {
  /** Kinds of failure that it told; of ours, the requirements. */
  readonly failures: ReadonlySet<string>;
  readonly cases: number;
  readonly ms: number;
}

/** @param seconds what it may take: as long as this suite took for the same target */
async function bySchemathesis(st: string, document: string, url: string, seconds: number): Promise<Attempt> {
  const options = [
    '--url',
    url,
    '--max-time',
    String(seconds),
    '--seed',
    '1',
    '--checks',
    'all',
    '--no-color',
  ];
  const further = [
    '--workers',
    'auto',
    '--generation-database',
    'none',
    '--warnings',
    'off',
    '--continue-on-failure',
  ];
  const { stdout, ms } = await measure(st, ['run', document, ...options, ...further], {
    limitMs: (seconds + 30) * 1000,
    // It keeps what it found in the folder if it is called.
    cwd: dirname(document),
  });
  const summary = stdout.slice(stdout.indexOf('= SUMMARY ='));
  return {
    failures: new Set([...summary.matchAll(/❌ (ST\d+|[A-Z][^:]*):/g)].map(([, kind = '']) => kind)),
    cases: Number(/(\d+) generated/.exec(summary)?.[1] ?? 0),
    ms,
  };
}

async function byThisSuite(
  { config, dir }: Workplace,
  url: string,
  more: readonly string[] = [],
): Promise<Attempt> {
  const out = join(dir, 'own');
  const options = ['--endpoint', url, '--config', config, '--auth', 'none', '--out', out, ...more];
  const { ms } = await measure(process.execPath, [cli, 'run', ...options]);
  const { requirements, run } = await readResults(out);
  const broken = requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  return {
    failures: new Set(broken.map(({ id }) => id)),
    cases: Object.values(run.generated ?? {}).reduce((sum, count) => sum + count, 0),
    ms,
  };
}

/** Whether a tool says anything about a target with a defect that it does not say about the ideal one. */
const finds = (faulty: Attempt, ideal: Attempt): boolean =>
  [...faulty.failures].some((failure) => !ideal.failures.has(failure));

const rate = ({ cases, ms }: Attempt): number => cases / (ms / 1000);

/** What both tools do with one target: Schemathesis has as long as a run of this suite takes. */
type Both = (
  serveOptions: readonly string[],
  runOptions?: readonly string[],
) => Promise<{ readonly own: Attempt; readonly other: Attempt }>;

/** Lends both tools; if Schemathesis cannot be installed, a figure says why. */
async function withBoth(use: (both: Both) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const venv = await mkdtemp(join(tmpdir(), 'bench-schemathesis-'));
  try {
    const installed = await install(venv);
    if ('why' in installed)
      return [{ subject: 'against Schemathesis', measured: 'not measured', conditions: installed.why }];
    return await withWorkplace(async (place) => {
      const document = join(place.dir, 'openapi.json');
      const { values } = new FixtureView(embeddedFixtures().set).usual();
      await writeFile(document, JSON.stringify(openApiDocument({ example: values })));
      return use(async (serveOptions, runOptions) => {
        const server = await serve(place, 'none', ...serveOptions);
        try {
          const own = await byThisSuite(place, server.url, runOptions);
          const seconds = Math.ceil(own.ms / 1000);
          return { own, other: await bySchemathesis(installed.st, document, server.url, seconds) };
        } finally {
          await server.stop();
        }
      });
    });
  } finally {
    await rm(venv, { recursive: true, force: true });
  }
}

function casesPerSecond(subject: string, own: Attempt, other: Attempt): Figure {
  return {
    subject,
    measured: `${formatFigure(rate(own))} against ${formatFigure(rate(other))}: ${formatFigure(rate(own) / rate(other))} times`,
    conditions: `the ideal target, unsigned; ${formatFigure(own.cases)} cases in ${formatFigure(own.ms / 1000)} s, start and examples included, and as long for Schemathesis`,
  };
}

/** (b) Generated cases per second, against Schemathesis. */
export const caseRate: Subject = {
  name: 'case-rate',
  measure: () =>
    withBoth(async (both) => {
      const many = await both([], ['--profile', 'core', '--cases', '1000']);
      const usual = await both([]);
      return [
        {
          ...casesPerSecond('generated cases per second against Schemathesis', many.own, many.other),
          bar: { value: rate(many.own) / rate(many.other), limit: 15, sense: 'at least', unit: 'times' },
        },
        casesPerSecond('the same, with the usual number of cases', usual.own, usual.other),
      ];
    }),
};

/** (b) Seeded defects found in the same time, against Schemathesis. */
export const defectsFound: Subject = {
  name: 'defects-found',
  measure: ({ defects }) =>
    withBoth(async (both) => {
      const chosen = sample(defects);
      const ideal = await both([]);
      const found = { own: 0, other: 0 };
      for (const { id } of chosen) {
        const { own, other } = await both(['--fault', id]);
        if (finds(own, ideal.own)) found.own += 1;
        if (finds(other, ideal.other)) found.other += 1;
        process.stderr.write(`  ${id}: ${finds(own, ideal.own)} ${finds(other, ideal.other)}\n`);
      }
      const share = (count: number): string => `${count} of ${chosen.length}`;
      return [
        {
          subject: 'seeded defects found against Schemathesis',
          measured: `${share(found.own)} against ${share(found.other)}`,
          conditions: `unsigned; Schemathesis has as long for each defect as a full run takes; found is what is said of the target with the defect and not of the ideal one. Sample: ${chosen.map(({ id }) => id).join(', ')}`,
        },
      ];
    }),
};
