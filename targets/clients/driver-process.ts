import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { gather, startChild } from './child.js';
import { ClientNotReady, DriverFailed } from './client-errors.js';
import { neutralEnvironment } from './environment.js';
import type {
  DriverCall,
  DriverDone,
  DriverLine,
  ReadyClient,
  ReceivedHead,
  SentRequest,
} from './protocol.js';

/** How long a driver may be silent. */
export interface Patience {
  /** Milliseconds in which it must say what it is: interpreters start slowly on a busy machine. */
  readonly startMs: number;
  /**
   * Milliseconds besides the time of an exchange: some start an interpreter for each call, and let calls wait for each
   * other.
   */
  readonly overheadMs: number;
}

const usualPatience: Patience = { startMs: 30_000, overheadMs: 40_000 };

/** Bytes of a line: the longest has the beginning of a body and the headers of a response. */
const longestLine = 4 * 1024 * 1024;

/** All that a driver said about one call. */
export interface DriverReport {
  /** Absent if nothing was sent. */
  readonly sent?: SentRequest;
  readonly received?: ReceivedHead;
  /** Absent if the request went out and the driver said nothing more in time. */
  readonly done?: DriverDone;
}

interface Waiting {
  sent?: SentRequest;
  received?: ReceivedHead;
  readonly settle: (done?: DriverDone) => void;
  readonly fail: (error: Error) => void;
}

/** A driver that runs and makes calls, any number at a time, until this process ends. */
export class DriverProcess {
  readonly #title: string;
  readonly #patience: Patience;
  readonly #child: ReturnType<typeof startChild>;
  readonly #stderr: () => string;
  readonly #waiting = new Map<number, Waiting>();
  #ready:
    | { readonly resolve: (client: ReadyClient) => void; readonly reject: (error: Error) => void }
    | undefined;
  #serial = 0;
  #ended = false;
  /** Milliseconds on the clock of this process when it printed its last line. */
  #heardAt = performance.now();

  /** What the driver says it is: settles with its first line. */
  readonly client: Promise<ReadyClient>;

  /**
   * @param title how the client is called in messages
   * @param command the program and its arguments
   * @param patience how long it may be silent
   */
  constructor(title: string, command: readonly string[], patience = usualPatience) {
    const [program = '', ...args] = command;
    this.#title = title;
    this.#patience = patience;
    this.#child = startChild(program, args, neutralEnvironment());
    this.#stderr = gather(this.#child.stderr);
    this.client = new Promise((resolve, reject) => {
      this.#ready = { resolve, reject };
    });
    // The caller that awaits it sees the error; until then nobody has to.
    this.client.catch(() => {});
    this.#listen();
  }

  /** Whether it can still be asked. */
  get lives(): boolean {
    return !this.#ended;
  }

  /**
   * Makes one call.
   *
   * @throws DriverFailed if the driver dies, hangs before it sends anything, or prints rubbish
   */
  async call(call: DriverCall): Promise<DriverReport> {
    await this.client;
    const id = ++this.#serial;
    return new Promise<DriverReport>((resolve, reject) => {
      const allowedMs = call.timeoutMs + this.#patience.overheadMs;
      let timer: NodeJS.Timeout;
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
      };
      const waiting: Waiting = {
        settle: (done) => {
          end();
          const { sent, received } = waiting;
          resolve({
            ...(sent ? { sent } : {}),
            ...(received ? { received } : {}),
            ...(done ? { done } : {}),
          });
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      const look = (): void => {
        const silentMs = performance.now() - this.#heardAt;
        // Only if the request is on its way may the target be the one that takes the time.
        if (waiting.sent) waiting.settle();
        else if (silentMs >= allowedMs) this.#fail('hangs: it neither sent the request nor said why');
        else timer = setTimeout(look, allowedMs - silentMs);
      };
      // It also keeps this process alive meanwhile.
      timer = setTimeout(look, allowedMs);
      this.#waiting.set(id, waiting);
      this.#heardAt = performance.now();
      if (this.#ended) this.#fail('has ended');
      else this.#child.stdin.write(`${JSON.stringify({ id, call })}\n`);
    });
  }

  #listen(): void {
    const child = this.#child;
    // It waits for calls as long as this process lives, and must not keep it alive.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as Socket).unref();
    const { startMs } = this.#patience;
    const slow = setTimeout(() => this.#fail(`did not say what it is within ${startMs} ms`), startMs);
    this.client.then(
      () => clearTimeout(slow),
      () => clearTimeout(slow),
    );
    const lines = createInterface({ input: child.stdout }).on('line', (text) => this.#hear(text));
    let pending = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      const end = chunk.lastIndexOf('\n');
      pending = end === -1 ? pending + chunk.length : chunk.length - end;
      if (pending <= longestLine) return;
      lines.close();
      child.stdout.destroy();
      this.#fail(`printed a line of more than ${longestLine} bytes`);
    });
    child.once('error', (error) => this.#fail(`cannot be started: ${error.message}`));
    child.once('close', (code, signal) => this.#fail(`ended with ${signal ?? `exit code ${code}`}`));
  }

  #hear(text: string): void {
    if (this.#ended) return;
    this.#heardAt = performance.now();
    const line = parse(text);
    if (line === undefined) this.#fail(`printed what is no line of the protocol: ${text.slice(0, 200)}`);
    else if ('ready' in line) this.#ready?.resolve(line.ready);
    else if ('missing' in line) this.#ready?.reject(new ClientNotReady(line.missing));
    else this.#hearOfCall(line);
  }

  #hearOfCall(line: Extract<DriverLine, { readonly id: number }>): void {
    const waiting = this.#waiting.get(line.id);
    if (!waiting) return;
    if ('sent' in line) waiting.sent = line.sent;
    else if ('received' in line) waiting.received = line.received;
    else waiting.settle(line.done);
  }

  /** Gives up on the driver: everybody who waits for it learns why. */
  #fail(what: string): void {
    this.#ended = true;
    this.#child.kill('SIGKILL');
    const said = this.#stderr().trim();
    const error = new DriverFailed(`The driver of ${this.#title} ${what}${said === '' ? '' : `\n${said}`}`);
    this.#ready?.reject(error);
    for (const { fail } of [...this.#waiting.values()]) fail(error);
  }
}

const isObject = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null;

/** The line, or undefined if it is none. */
function parse(text: string): DriverLine | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(line)) return undefined;
  if (isReady(line.ready) || typeof line.missing === 'string') return line as unknown as DriverLine;
  const known = isSent(line.sent) || isReceived(line.received) || isDone(line.done);
  return typeof line.id === 'number' && known ? (line as unknown as DriverLine) : undefined;
}

const isFields = (data: unknown): boolean =>
  Array.isArray(data) &&
  data.every(
    (field) => Array.isArray(field) && field.length === 2 && field.every((each) => typeof each === 'string'),
  );
const isDigest = (data: unknown): boolean =>
  isObject(data) && typeof data.size === 'number' && typeof data.sha256 === 'string';
const isReady = (data: unknown): boolean =>
  isObject(data) && typeof data.name === 'string' && typeof data.version === 'string';
const isSent = (data: unknown): boolean =>
  isObject(data) && typeof data.method === 'string' && typeof data.url === 'string' && isFields(data.headers);
const isReceived = (data: unknown): boolean =>
  isObject(data) &&
  typeof data.status === 'number' &&
  isFields(data.headers) &&
  typeof data.afterMs === 'number';
const isDone = (data: unknown): boolean =>
  isObject(data) &&
  typeof data.afterMs === 'number' &&
  (isObject(data.output)
    ? isDigest(data.output.asset)
    : isObject(data.error) &&
      typeof data.error.class === 'string' &&
      typeof data.error.modelled === 'boolean' &&
      typeof data.error.message === 'string');
