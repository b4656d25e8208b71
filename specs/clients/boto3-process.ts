import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { NotApplicable } from '../../engine/index.js';
import type { BotoDone, BotoJob, BotoLine, BotoRequest } from './boto3-lines.js';
import { boto3Script } from './boto3-script.js';
import { gather, startChild } from './child.js';
import { detectionMs, startUpMs } from './client-call.js';
import { clientEnvironment } from './client-environment.js';

/** What is known of a call when it has ended, or when nobody waits for it any more. */
export interface BotoAnswer {
  /** Absent where nothing was sent. */
  readonly sent?: BotoRequest;
  /** Absent where the request went out and nothing more was heard in time. */
  readonly done?: BotoDone;
}

interface Waiting {
  sent?: BotoRequest;
  readonly settle: (done?: BotoDone) => void;
  readonly fail: (error: Error) => void;
}

/** Those that were started, by the search path on which they were looked for. */
const started = new Map<string, Promise<Boto3Process>>();

/** A Python interpreter with boto3 that makes calls until this process ends. */
export class Boto3Process {
  readonly #child: ReturnType<typeof startChild>;
  readonly #waiting = new Map<number, Waiting>();
  #serial = 0;

  /**
   * The interpreter that this process shares; started where there is none, or none any more. What is not installed is
   * looked for once.
   *
   * @throws NotApplicable where there is no Python or no boto3
   */
  static shared(): Promise<Boto3Process> {
    const path = process.env.PATH ?? '';
    let shared = started.get(path);
    if (!shared) {
      shared = Boto3Process.#start(() => started.delete(path));
      started.set(path, shared);
    }
    return shared;
  }

  static #start(whenGone: () => void): Promise<Boto3Process> {
    return new Promise((resolve, reject) => {
      const child = startChild('python3', ['-c', boto3Script], clientEnvironment());
      const stderr = gather(child.stderr);
      const missing = (why: string): void => {
        clearTimeout(slow);
        reject(new NotApplicable(`boto3 is not installed: ${why}`));
      };
      const slow = setTimeout(() => {
        reject(
          new NotApplicable(`boto3 did not start: \`python3\` did not load it within ${detectionMs} ms`),
        );
        child.kill('SIGKILL');
      }, detectionMs);
      const ended = (code: number | null): string => `ended with exit code ${code}: ${stderr().trim()}`;
      child.once('error', (error) => missing(error.message));
      child.once('close', (code) => missing(`\`python3\` ${ended(code)}`));
      const lines = createInterface({ input: child.stdout });
      lines.once('line', (text) => {
        const line = JSON.parse(text) as BotoLine;
        if (!('ready' in line)) return missing('missing' in line ? line.missing : text);
        clearTimeout(slow);
        const process = new Boto3Process(child, line.ready);
        lines.on('line', (next) => process.#hear(JSON.parse(next) as BotoLine));
        child.once('close', (code) => {
          whenGone();
          process.#fail(new Error(`boto3 ${ended(code)}`));
        });
        resolve(process);
      });
    });
  }

  /** @param name e.g. `boto3 1.43.11` */
  private constructor(
    child: ReturnType<typeof startChild>,
    readonly name: string,
  ) {
    this.#child = child;
    // It waits for calls for as long as this process lives, which must not live on for that.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as Socket).unref();
  }

  /**
   * Makes one call.
   *
   * @param timeout milliseconds that the exchange may take; the client may take some more for itself
   * @throws what there is to say where the interpreter breaks down
   */
  call(job: BotoJob, timeout: number): Promise<BotoAnswer> {
    const id = ++this.#serial;
    return new Promise<BotoAnswer>((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
      };
      const waiting: Waiting = {
        settle: (done) => {
          end();
          resolve({ ...(waiting.sent ? { sent: waiting.sent } : {}), ...(done ? { done } : {}) });
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      // Also what keeps this process alive meanwhile.
      const timer = setTimeout(() => {
        // Only with the request on its way is it the target that took the time.
        if (waiting.sent) waiting.settle();
        else waiting.fail(new Error('boto3 did not send the request in time'));
      }, timeout + startUpMs);
      this.#waiting.set(id, waiting);
      this.#child.stdin.write(`${JSON.stringify({ ...job, id })}\n`);
    });
  }

  #hear(line: BotoLine): void {
    if (!('id' in line)) return;
    const waiting = this.#waiting.get(line.id);
    if (waiting && 'sent' in line) waiting.sent = line.sent;
    if (waiting && 'done' in line) waiting.settle(line.done);
  }

  #fail(error: Error): void {
    for (const { fail } of [...this.#waiting.values()]) fail(error);
  }
}
