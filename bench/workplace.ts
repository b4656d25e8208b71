import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedScenarios } from '../runner/resolve-run.js';
import { profiles } from '../schemas/index.js';
import { writeFixtures } from '../targets/fixtures/index.js';
import { embeddedFixtures } from '../targets/reference/index.js';
import { cli, type Server, startServer } from './command.js';

/** A temporary folder with what all subjects need. */
export interface Workplace {
  readonly dir: string;
  /** The fixtures of an embedded run, written down, the large asset by its hash. */
  readonly fixtures: string;
  /** How the reference target is made to respond with each error. */
  readonly scenarios: typeof embeddedScenarios;
  /** A target file that names them, and how the reference target is made to answer each error. */
  readonly config: string;
}

/** Makes the folder, lends it, and removes it. */
export async function withWorkplace<Result>(use: (place: Workplace) => Promise<Result>): Promise<Result> {
  const dir = await mkdtemp(join(tmpdir(), 'conformance-bench-'));
  try {
    const fixtures = join(dir, 'fixtures');
    await writeFixtures(embeddedFixtures(), fixtures);
    const config = join(dir, 'target.json');
    // Clients are programs of their own, in Python, say: what their start costs is theirs, and no loop can replay it.
    const claimed = profiles.filter((profile) => profile !== 'clients');
    await writeFile(config, JSON.stringify({ fixtures, profiles: claimed, scenarios: embeddedScenarios }));
    return await use({ dir, fixtures, scenarios: embeddedScenarios, config });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Starts the reference target over these fixtures in a process of its own. */
export function serve({ fixtures }: Workplace, auth: 'sigv4' | 'none', ...more: string[]): Promise<Server> {
  return startServer([cli, 'serve', '--fixtures', fixtures, '--auth', auth, ...more]);
}
