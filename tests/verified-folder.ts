import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedExchange } from '../judge/index.js';
import type { Certificate, Results } from '../schemas/index.js';
import { findDefect, startReferenceServer } from '../targets/reference/index.js';
import { test as base } from './place.js';
import type { Ended } from './set-up/cli-process.js';
import { builtCli } from './set-up/package-files.js';

/** Written over in place: anyone who tampers does not ask whether something is readonly. */
export type Writable<T> = T extends (...args: never[]) => unknown
  ? T
  : { -readonly [Key in keyof T]: Writable<T[Key]> };

/** A copy of a results folder that a test may tamper with. */
export interface TamperedFolder {
  readonly dir: string;
  /** Changes `results.json`. */
  results(change: (results: Writable<Results>) => void): void;
  /** Changes the lines of the recording, and `results.json` so that digest and number fit again if asked to. */
  recording(
    change: (lines: readonly string[]) => readonly string[],
    cover?: 'digest' | 'digest and count',
  ): void;
  certificate(change: (certificate: Writable<Certificate>) => void): void;
  verify(): Promise<Ended>;
}

/** A target that takes an underscore in a domain: one MUST is broken, everything else holds. */
export const broken = { defect: 'domain-underscore-accepted', requirement: 'DOM-PAT' } as const;

const command = (cwd: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [builtCli, ...args],
      { cwd, env: { PATH: process.env.PATH, HOME: cwd } },
      (error, stdout, stderr) =>
        resolve({ code: error ? ((error as { code?: number }).code ?? null) : 0, stdout, stderr }),
    );
  });

/** Results folders, made once for each worker: of a target with one defect, and of a conformant one with its certificate. */
export const test = base.extend<
  { copyOf: (dir: string) => TamperedFolder },
  { failing: string; certified: string }
>({
  failing: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const server = await startReferenceServer({ defect: findDefect(broken.defect) });
      const folder = mkdtempSync(join(tmpdir(), 'conformance-verify-'));
      await command(
        folder,
        ...['run', '--endpoint', server.url, '--auth', 'none', '--cases', '2', '--out', 'failing'],
        // The one that is broken, one that is kept, and one that every response is checked against.
        ...[broken.requirement, 'OP-01', 'RS-04'].flatMap((id) => ['--requirement', id]),
      );
      await server.close();
      await use(join(folder, 'failing'));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  certified: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const server = await startReferenceServer();
      const folder = mkdtempSync(join(tmpdir(), 'conformance-certify-'));
      writeFileSync(
        join(folder, 'conformance.config.json'),
        JSON.stringify({
          endpoint: server.url,
          auth: 'none',
          profiles: ['npm'],
          identity: { vendor: 'Example', product: 'Example Registry', version: '2.1.0' },
        }),
      );
      await command(folder, 'run', '--certify', '--out', 'certified');
      await server.close();
      await use(join(folder, 'certified'));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  copyOf: async ({ place }, use) => {
    await use((source) => {
      const dir = join(place.folder, 'copy');
      cpSync(source, dir, { recursive: true });
      return tampered(dir, (...args) => place.run(...args));
    });
  },
});

function tampered(dir: string, run: (...args: readonly string[]) => Promise<Ended>): TamperedFolder {
  const changeJson = <Content>(name: string, change: (content: Writable<Content>) => void): void => {
    const file = join(dir, name);
    const content = JSON.parse(readFileSync(file, 'utf8')) as Writable<Content>;
    change(content);
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  };
  const results: TamperedFolder['results'] = (change) => changeJson<Results>('results.json', change);
  return {
    dir,
    results,
    certificate: (change) => changeJson<Certificate>('certificate.json', change),
    recording(change, cover) {
      const file = join(dir, 'exchanges.ndjson');
      const lines = change(readFileSync(file, 'utf8').trimEnd().split('\n'));
      writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
      if (cover === undefined) return;
      results(({ run: facts }) => {
        facts.recordingDigest = `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
        if (cover === 'digest and count') facts.exchanges = lines.length;
        delete facts.latency;
      });
    },
    verify: () => run('verify', dir),
  };
}

/** Changes the first exchange for which the predicate holds. */
export function firstChanged(
  lines: readonly string[],
  wanted: (exchange: RecordedExchange) => boolean,
  change: (exchange: Writable<RecordedExchange>) => void,
): readonly string[] {
  const at = lines.findIndex((line) => wanted(JSON.parse(line) as RecordedExchange));
  const exchange = JSON.parse(lines[at] ?? '') as Writable<RecordedExchange>;
  change(exchange);
  return lines.toSpliced(at, 1, JSON.stringify(exchange));
}
