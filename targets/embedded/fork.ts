import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What the embedded reference target is started with. */
export interface EmbeddedOptions {
  /** A folder with `fixtures.json`; the default set, with large assets, unless given. */
  readonly fixtures?: string | undefined;
  readonly auth: 'sigv4' | 'none';
  /** The region that signatures must be for. */
  readonly region: string;
}

/** A reference target that runs in a process of its own. */
export interface EmbeddedTarget {
  /** Scheme, host and port; no trailing slash. */
  readonly url: string;
  /** Its process. */
  readonly pid: number | undefined;
  /** How the process ended and what it printed, if it has ended by itself. */
  lost(): string | undefined;
  /** Ends the process. */
  close(): Promise<void>;
}

/** Node.js runs the compiled file as it is; the TypeScript source needs a loader, found from here and not from the working directory. */
const isSource = import.meta.url.endsWith('.ts');
const loader = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** Beside this file, in the bundle as well. */
const script = fileURLToPath(new URL(`./child.${isSource ? 'ts' : 'js'}`, import.meta.url));

/** Characters of its errors that are kept: the last ones say why a process ends. */
const keptErrors = 16 * 1024;

let early: ChildProcess | undefined;

/** Starts a process that `forkReferenceTarget` will take: it loads its code while this one loads its own. */
export function forkEarly(): void {
  early = forkChild();
  // If it turns out not to be needed, nobody waits for it, and it ends with this process.
  early.unref();
  early.channel?.unref();
  (early.stderr as Socket | null)?.unref();
}

function forkChild(): ChildProcess {
  return fork(script, {
    execArgv: isSource ? ['--import', loader()] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/**
 * Starts the reference target on a free port of the loopback interface, in a process of its own: a run and its target
 * then work on two processors. The process ends when this one does, however it ends.
 *
 * @throws Error with the output of the process, if it ends before it listens
 */
export async function forkReferenceTarget({
  fixtures,
  auth,
  region,
}: EmbeddedOptions): Promise<EmbeddedTarget> {
  const child = early ?? forkChild();
  early = undefined;
  child.ref();
  child.channel?.ref();
  (child.stderr as Socket | null)?.ref();
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptErrors);
  });
  child.send({ fixtures, auth, region });
  const started = await Promise.race([
    once(child, 'message').then(([message]) => message as { readonly url: string }),
    once(child, 'exit').then(() => undefined),
  ]);
  if (!started) throw new Error(`The embedded reference target did not start: ${errors.trim()}`);
  let lost: string | undefined;
  const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
    const said = inShort(errors);
    lost = `The embedded reference target ended with ${signal ?? `exit code ${code}`}${said === '' ? '' : `: ${said}`}`;
  };
  child.once('exit', onExit);
  return {
    url: started.url,
    pid: child.pid,
    lost: () => lost,
    close: () => {
      child.off('exit', onExit);
      return end(child);
    },
  };
}

/** What a process printed before its end, in one line without its stack. */
const inShort = (errors: string): string =>
  errors
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .join(' ')
    .slice(0, 500);

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}
