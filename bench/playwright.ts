import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutBrowser } from '../playwright/without-browser.js';
import { readResults } from '../reports/index.js';
import { type Profile, profiles, requirements } from '../schemas/index.js';
import { cli, measure, type Server } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
import { interleaved, median } from './median.js';
import { startRelay } from './relay.js';
import { serve, type Workplace, withWorkplace } from './workplace.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const playwright = join(root, 'node_modules/playwright/cli.js');
/** Breaks some two dozen requirements of core, and changes little about how long a request takes. */
const defect = 'lengths-and-patterns-unchecked';
/** Milliseconds that a target takes for each response if it is not on the same machine. */
const delayMs = 20;

/** One target, tested by the command line and under Playwright. */
interface Sides {
  run(): Promise<number>;
  specs(): Promise<number>;
  /** MUSTs that were broken in the last run. */
  failing(): Promise<number>;
}

/** The same target file for both sides; results go to folders of the workplace. */
async function sidesOf(
  place: Workplace,
  name: string,
  { url }: Pick<Server, 'url'>,
  claimed: readonly Profile[],
): Promise<Sides> {
  const config = join(place.dir, `${name}.json`);
  const { fixtures, scenarios } = place;
  await writeFile(
    config,
    JSON.stringify({ endpoint: url, auth: 'none', fixtures, scenarios, profiles: claimed }),
  );
  const out = join(place.dir, name);
  const timed = async (args: readonly string[]): Promise<number> => {
    const options = { usage: false, cwd: place.dir, env: { CONFORMANCE_CONFIG: config } };
    const { ms, code, stdout, stderr } = await measure(process.execPath, args, options);
    if (code !== 0 && code !== 1) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
    return ms;
  };
  return {
    run: () => timed([cli, 'run', '--config', config, '--out', out]),
    specs: () => timed([playwright, 'test', '-c', join(root, 'playwright.config.ts')]),
    failing: async () =>
      (await readResults(out)).requirements.filter(({ verdict }) => verdict === 'fail').length,
  };
}

/** A Playwright project with as many projects and tests as the suite has, which do nothing. */
async function emptyProject({ dir }: Workplace): Promise<() => Promise<number>> {
  const folder = join(dir, 'empty');
  await mkdir(folder);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const profile of profiles) {
    const tests = requirements.filter((each) => each.profile === profile).map(({ id }) => id);
    await writeFile(
      join(folder, `${profile}.spec.ts`),
      `import { test } from '@playwright/test';\nfor (const id of ${JSON.stringify(tests)}) test(id, () => {});\n`,
    );
  }
  // As the projects of the suite are.
  const projects = profiles.map((name) => ({
    name,
    testMatch: `${name}.spec.ts`,
    use: withoutBrowser,
    ...(name === 'core' ? { fullyParallel: true } : { workers: 1 }),
  }));
  await writeFile(
    join(folder, 'playwright.config.ts'),
    `export default ${JSON.stringify({ workers: 2, reporter: 'list', projects })};\n`,
  );
  return async () =>
    (await measure(process.execPath, [playwright, 'test'], { usage: false, cwd: folder })).ms;
}

/** (j) The same checks under Playwright: what its processes cost, and what a failing test does. */
export const underPlaywright: Subject = {
  name: 'playwright',
  measure: ({ rounds }) =>
    withWorkplace(async (place): Promise<readonly Figure[]> => {
      const servers = {
        sound: await serve(place, 'none'),
        defective: await serve(place, 'none', '--fault', defect),
      };
      const relay = await startRelay(new URL(servers.sound.url), { delayMs });
      try {
        const unsigned = profiles.filter((profile) => profile !== 'clients' && profile !== 'auth');
        const all = await sidesOf(place, 'all', servers.sound, unsigned);
        const far = await sidesOf(place, 'far', relay, unsigned);
        const core = await sidesOf(place, 'core', servers.sound, ['core']);
        const red = await sidesOf(place, 'red', servers.defective, ['core']);
        const times = await interleaved(rounds, {
          runAll: all.run,
          specsAll: all.specs,
          runFar: far.run,
          specsFar: far.specs,
          runCore: core.run,
          specsCore: core.specs,
          runRed: red.run,
          specsRed: red.specs,
          empty: await emptyProject(place),
        });
        const failing = await red.failing();
        const seconds = (name: keyof typeof times): number => median(times[name]) / 1000;
        const against = (subject: string, specs: keyof typeof times, run: keyof typeof times): Figure => ({
          subject,
          measured: `${formatFigure(seconds(specs))} s against ${formatFigure(seconds(run))} s`,
          conditions: `unsigned, two workers, median of ${rounds}, in turn; from the command to its end`,
          bar: { value: seconds(specs) / seconds(run), limit: 1.3, sense: 'at most', unit: 'times' },
        });
        const restarts =
          seconds('specsRed') - seconds('runRed') - (seconds('specsCore') - seconds('runCore'));
        return [
          against('playwright test against run: all profiles but auth and clients', 'specsAll', 'runAll'),
          against(`the same, if the target takes ${delayMs} ms for each response`, 'specsFar', 'runFar'),
          against('playwright test against run: core', 'specsCore', 'runCore'),
          {
            subject: `a Playwright project of as many projects and tests, which do nothing`,
            measured: `${formatFigure(seconds('empty'))} s`,
            conditions: `${profiles.length} projects, ${requirements.length} tests, two workers, of the same rounds`,
          },
          {
            subject: 'a failing requirement under Playwright',
            measured: `${formatFigure(seconds('specsRed'))} s against ${formatFigure(seconds('runRed'))} s of run, with ${failing} failing`,
            conditions: `core, the defect ${defect}; what is added for each, beyond what run takes longer as well`,
            bar: { value: restarts / failing, limit: 0.5, sense: 'at most', unit: 's' },
          },
        ];
      } finally {
        relay.close();
        await Promise.all(Object.values(servers).map((server) => server.stop()));
      }
    }),
};
