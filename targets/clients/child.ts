import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** How a child process ended. */
export interface Ended {
  /** Exit code; null if it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether it was killed, because its time ran out or its caller had seen enough. */
  readonly killed: boolean;
}

export interface ChildOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which it is killed. */
  readonly timeout: number;
  /** Kills it before. */
  readonly signal?: AbortSignal;
}

/** Characters kept of what a child says: enough for any lawful output, whatever a target makes it say. */
const kept = 64 * 1024;
const living = new Set<ChildProcess>();
// A run that is interrupted in the middle of a call leaves nothing behind either.
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Starts a child process that does not outlive this one. No shell is involved: arguments are what they are. */
export function startChild(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  place: Pick<SpawnOptions, 'cwd' | 'detached'> = {},
) {
  const child = spawn(command, args, { ...place, env, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  living.add(child);
  const forget = (): void => void living.delete(child);
  child.once('close', forget).once('error', forget);
  // A child that is gone does not read; how it ended is what is told.
  child.stdin.on('error', () => {});
  return child;
}

/** Gathers what a stream says, up to a limit. */
export function gather(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    if (text.length < kept) text += chunk.slice(0, kept - text.length);
  });
  return () => text;
}

/**
 * Runs a command to its end.
 *
 * @throws the error of the operating system if it cannot be started
 */
export function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = startChild(command, args, options.env);
    const stdout = gather(child.stdout);
    const stderr = gather(child.stderr);
    let killed = false;
    const kill = (): void => {
      killed = true;
      child.kill('SIGKILL');
      // What it started itself may hold the pipes open; nobody waits for that.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const timer = setTimeout(kill, options.timeout);
    options.signal?.addEventListener('abort', kill, { once: true });
    child.stdin.end();
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout: stdout(), stderr: stderr(), killed });
    });
  });
}
