import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter';
import type { ConformanceOptions } from '../../playwright/index.js';
import type { Results } from '../../schemas/index.js';
import { packageFile } from './package-files.js';
import { type Editor, openEditor } from './playwright-editor.js';

/** How a run of `npx playwright test` ended. */
export interface PlaywrightRun {
  readonly code: number;
  readonly output: string;
  /** Every test that Playwright reported. */
  readonly tests: readonly ReportedTest[];
  /** What the results folder says; absent if there is none. */
  readonly results?: Results;
}

/** One test, as Playwright's JSON reporter describes it. */
export interface ReportedTest {
  /** The first word of its title. */
  readonly id: string;
  readonly title: string;
  readonly project: string;
  readonly tags: readonly string[];
  /** Of the last result. */
  readonly status: string;
  /** What was wanted: `failed` for a test that is expected to fail. */
  readonly expectedStatus: string;
  /** Whether the test came out as wanted. */
  readonly ok: boolean;
  readonly line: number;
  readonly file: string;
  readonly error: string;
  readonly steps: readonly string[];
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  readonly attachments: readonly { readonly name: string; readonly text: string }[];
  readonly results: number;
}

/** A Playwright project of somebody's own, in a folder of its own. */
export interface Project {
  readonly folder: string;
  /**
   * Runs `npx playwright test` in it.
   *
   * @param args further arguments
   * @param more what `conformance` is called with besides what the project was made with
   */
  run(args?: readonly string[], more?: ConformanceOptions): Promise<PlaywrightRun>;
  /** Opens it as an editor does, which lists and runs its tests one by one. */
  edit(): Promise<Editor>;
}

/** Makes a project whose config spreads `conformance(options)`. */
export type MakeProject = (options: ConformanceOptions) => Project;

export const test = base.extend<{ project: MakeProject }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  project: async ({}, use) => {
    const folders: string[] = [];
    await use((options) => {
      const folder = mkdtempSync(join(tmpdir(), 'conformance-playwright-'));
      folders.push(folder);
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
      return {
        folder,
        run: (args = [], more = {}) => run(folder, { ...options, ...more }, args),
        edit: () => {
          writeConfig(folder, options);
          return openEditor(cli, folder, environment(folder));
        },
      };
    });
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');

function writeConfig(folder: string, options: ConformanceOptions): void {
  writeFileSync(
    join(folder, 'playwright.config.ts'),
    `import { conformance } from ${JSON.stringify(packageFile('playwright/index.ts'))};
const config = conformance(${JSON.stringify({ cases: 2, ...options })});
export default { ...config, workers: 2, reporter: [['json', { outputFile: 'report.json' }], ...config.reporter] };
`,
  );
}

/** Nothing of the machine but where its programs are. */
const environment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: folder,
  AWS_EC2_METADATA_DISABLED: 'true',
});

async function run(
  folder: string,
  options: ConformanceOptions,
  args: readonly string[],
): Promise<PlaywrightRun> {
  writeConfig(folder, options);
  rmSync(join(folder, 'report.json'), { force: true });
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    const env = environment(folder);
    execFile(
      process.execPath,
      [cli, 'test', ...args],
      { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
  const results = readJson<Results>(join(folder, options.out ?? 'conformance-results', 'results.json'));
  const report = readJson<JSONReport>(join(folder, 'report.json'));
  return {
    code,
    output,
    tests: (report?.suites ?? []).flatMap(testsOf),
    ...(results ? { results } : {}),
  };
}

function readJson<Content>(file: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}

function testsOf(suite: JSONReportSuite): ReportedTest[] {
  return [...suite.specs.flatMap(reported), ...(suite.suites ?? []).flatMap(testsOf)];
}

function reported({ title, tags, tests, line, file }: JSONReportSpec): ReportedTest[] {
  return tests.map((each) => {
    const last = each.results.at(-1);
    return {
      id: title.split(' ', 1)[0] ?? '',
      title,
      tags,
      line,
      file,
      project: each.projectName,
      status: last?.status ?? 'none',
      expectedStatus: each.expectedStatus,
      ok: each.status === 'expected' || each.status === 'skipped',
      error: (last?.errors ?? []).map(({ message }) => message ?? '').join('\n'),
      steps: (last?.steps ?? []).map((step) => step.title),
      annotations: each.annotations,
      attachments: (last?.attachments ?? []).map(({ name, body }) => ({
        name,
        text: Buffer.from(body ?? '', 'base64').toString(),
      })),
      results: each.results.length,
    };
  });
}
