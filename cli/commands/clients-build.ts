import ora from 'ora';
import { knownClient } from '../../runner/index.js';
import {
  BuildFailed,
  buildClient,
  isBuilt,
  type OfficialClient,
  officialClients,
  stateOf,
} from '../../targets/clients/index.js';
import { clientStanding } from '../client-lines.js';

/** Characters of a tool's output that fit beside the name of a client. */
const lineWidth = 80;

/** What is seen of a build: one live line on a terminal, a line for each step elsewhere. */
interface BuildProgress {
  step(command: string): void;
  line(text: string): void;
  end(): void;
}

function startBuildProgress({ name }: OfficialClient): BuildProgress {
  if (!process.stdout.isTTY)
    return {
      step: (command) => void process.stdout.write(`${name}: ${command}\n`),
      line: () => {},
      end: () => {},
    };
  const spinner = ora({ text: name, stream: process.stdout }).start();
  return {
    step: (command) => {
      spinner.text = `${name}: ${command.slice(0, lineWidth)}`;
    },
    line: (text) => {
      spinner.text = `${name}: ${text.slice(0, lineWidth)}`;
    },
    end: () => void spinner.stop(),
  };
}

/**
 * Builds the drivers of clients into the user's cache folder, one after the other.
 *
 * @param names which; those that are not built yet unless given
 * @returns 0 if all of them are ready, else 1
 * @throws UserError if one of the names is no client
 */
export async function buildClients(names: readonly string[]): Promise<number> {
  const wanted = names.length === 0 ? officialClients : names.map(knownClient);
  let failed = 0;
  for (const client of wanted) if (!(await build(client, names.length > 0))) failed += 1;
  return failed === 0 ? 0 : 1;
}

async function build(client: OfficialClient, again: boolean): Promise<boolean> {
  if (client.build && (again || !isBuilt(client))) {
    const progress = startBuildProgress(client);
    try {
      await buildClient(client, {
        onStep: (command) => progress.step(command),
        onLine: (line) => progress.line(line),
      });
    } catch (error) {
      if (!(error instanceof BuildFailed)) throw error;
      progress.end();
      process.stderr.write(`${client.name}: not built. ${error.message}\n`);
      return false;
    }
    progress.end();
  }
  const state = await stateOf(client);
  process.stdout.write(`${client.name}: ${clientStanding(state)}\n`);
  return state.state === 'ready';
}
