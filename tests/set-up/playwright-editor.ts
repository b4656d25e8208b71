import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { WebSocket } from 'undici';

/** A test as an editor shows it beside its line. */
export interface ListedTest {
  readonly id: string;
  readonly title: string;
  readonly project: string;
  /** Absolute. */
  readonly file: string;
  readonly line: number;
}

/** What an editor hears of a test that it ran. */
export interface EditorResult {
  readonly id: string;
  readonly status: string;
  readonly errors: readonly { readonly message: string; readonly location?: { readonly line: number } }[];
}

/** A Playwright project as an editor has it open: one server of Playwright, over which all requests of the editor go. */
export interface Editor {
  /** All tests, as the test explorer lists them. */
  list(): Promise<readonly ListedTest[]>;
  /** Runs global setup, which editors do once before the first test. */
  setUp(): Promise<string>;
  /** Runs the test on a line, as a click beside it does. */
  run(test: Pick<ListedTest, 'file' | 'line' | 'project'>): Promise<readonly EditorResult[]>;
  /** Runs global teardown and ends the server. */
  close(): Promise<void>;
}

interface Entry {
  readonly title: string;
  readonly testId?: string;
  readonly location: { readonly file: string; readonly line: number };
  readonly entries?: readonly Entry[];
}

interface Report {
  readonly method: string;
  readonly params?: {
    readonly project?: { readonly name: string; readonly suites: readonly Entry[] };
    readonly test?: { readonly testId: string };
    readonly result?: Omit<EditorResult, 'id'>;
  };
}

interface Message {
  readonly id?: number;
  readonly result?: { readonly status: string; readonly report?: readonly Report[] };
  readonly error?: string;
  readonly method?: string;
  readonly params?: Report;
}

/**
 * Starts Playwright's test server, as the extensions of editors do, and speaks their protocol with it.
 *
 * @param cli Playwright's command line
 * @param cwd the folder with `playwright.config.ts`
 */
export async function openEditor(cli: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Editor> {
  const server = spawn(process.execPath, [cli, 'test-server'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const socket = new WebSocket(await addressOf(server));
  await once(socket, 'open');
  const waiting = new Map<number, (message: Message) => void>();
  let reports: Report[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else if (message.method === 'report' && message.params) reports.push(message.params);
  });
  const call = async (method: string, params: object = {}): Promise<NonNullable<Message['result']>> => {
    const id = waiting.size;
    const response = new Promise<Message>((settle) => waiting.set(id, settle));
    socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await response;
    if (!result && error !== undefined) throw new Error(`${method}: ${error}`);
    return result ?? { status: 'none' };
  };
  await call('initialize', { interceptStdio: true, closeOnDisconnect: true });
  return {
    list: async () => {
      const { report = [] } = await call('listTests');
      return report.flatMap(({ params: { project } = {} }) =>
        (project?.suites ?? []).flatMap((suite) => testsIn(suite, cwd, project?.name ?? '')),
      );
    },
    setUp: async () => (await call('runGlobalSetup')).status,
    run: async ({ file, line, project }) => {
      reports = [];
      // Editors send a location as a regular expression.
      const location = `${file.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&')}:${line}`;
      await call('runTests', { locations: [location], projects: [project] });
      return reports.flatMap(({ method, params: { test, result } = {} }) =>
        method === 'onTestEnd' && test && result ? [{ ...result, id: test.testId }] : [],
      );
    },
    close: async () => {
      await call('runGlobalTeardown');
      const ended = once(server, 'exit');
      socket.close();
      await ended;
    },
  };
}

async function addressOf(server: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of server.stdout ?? []) {
    output += String(chunk);
    const [address] = /ws:\S+/.exec(output) ?? [];
    if (address !== undefined) {
      server.stdout?.resume();
      return address;
    }
  }
  throw new Error(`Playwright's test server did not start: ${output}`);
}

const testsIn = (
  { title, testId, location, entries = [] }: Entry,
  cwd: string,
  project: string,
): ListedTest[] => [
  ...(testId === undefined
    ? []
    : [{ id: testId, title, project, file: resolve(cwd, location.file), line: location.line }]),
  ...entries.flatMap((entry) => testsIn(entry, cwd, project)),
];
