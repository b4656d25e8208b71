import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defined } from '../schemas/index.js';
import { exampleCredentials } from '../targets/sigv4/index.js';

/** The command line, compiled. */
export const cli = fileURLToPath(new URL('../cli/main.js', import.meta.url));
/** A script of this folder, compiled. */
export const script = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

/** What a command that has ended took. */
export interface Measured {
  readonly ms: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** MiB of the largest of its Node.js processes. */
  readonly peakMiB: number;
  /** Milliseconds of all its Node.js processes. */
  readonly cpuMs: number;
}

/** The environment of measured commands: the reference target's keys, and no proxy in between. */
export function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, AWS_REGION: 'us-east-1' };
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) {
    delete env[name];
    delete env[name.toLowerCase()];
  }
  env.AWS_ACCESS_KEY_ID = exampleCredentials.accessKeyId;
  env.AWS_SECRET_ACCESS_KEY = exampleCredentials.secretAccessKey;
  return env;
}

interface MeasureOptions {
  /** Milliseconds after which it is ended. */
  readonly limitMs?: number;
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether memory and CPU are measured, which takes each process some milliseconds; true unless given. */
  readonly usage?: boolean;
}

/** Carries out a command to its end, or until its time is over. */
export async function measure(
  command: string,
  args: readonly string[],
  { limitMs = 3_600_000, cwd, env, usage: counted = true }: MeasureOptions = {},
): Promise<Measured> {
  const usage = mkdtempSync(join(tmpdir(), 'bench-usage-'));
  const hook = new URL('./usage-hook.js', import.meta.url).href;
  const began = performance.now();
  const child = spawn(command, args, {
    ...defined({ cwd }),
    env: {
      ...environment(),
      ...env,
      ...(counted ? { BENCH_USAGE: usage, NODE_OPTIONS: `--import ${hook}` } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => child.kill('SIGTERM'), limitMs);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => {
    output.stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    output.stderr += text.toString();
  });
  await once(child, 'close');
  clearTimeout(limit);
  const ms = performance.now() - began;
  const used = readdirSync(usage).map(
    (file) => JSON.parse(readFileSync(join(usage, file), 'utf8')) as { rssKiB: number; cpuMs: number },
  );
  rmSync(usage, { recursive: true, force: true });
  return {
    ...output,
    ms,
    code: child.exitCode,
    peakMiB: Math.max(0, ...used.map(({ rssKiB }) => rssKiB)) / 1024,
    cpuMs: used.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}

/** A process that serves until it is stopped. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a process whose first line ends with the address that it listens on.
 *
 * @throws if it ends before it listens
 */
export async function startServer(args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, args, { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /listening on (\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) =>
      reject(new Error(`${args.join(' ')} ended with ${code} before it listened`)),
    );
  });
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(
          `${args.join(' ')} ended before it was stopped: ${child.exitCode ?? child.signalCode}`,
        );
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
