import { UserError } from '../../config/index.js';
import {
  checkFixtures,
  defaultFixtures,
  FixtureError,
  type LoadedFixtures,
  readFixtures,
  writeFixtures,
} from '../../targets/fixtures/index.js';
import { TargetLost } from '../../targets/fixtures/management/index.js';
import {
  type Created,
  cleanUp,
  type Ledger,
  type Provisioned,
  type ProvisionedSet,
  provision,
  readList,
  type Shortcoming,
  wishesOf,
  withMade,
  withoutMade,
  writeList,
} from '../../targets/fixtures/provision/index.js';
import { assessability } from '../assessable.js';
import { type ManagementTarget, managementTarget } from '../management-target.js';
import type { TargetFlags } from '../options.js';
import { profileTable } from '../profile-table.js';

export interface ProvisionFlags extends TargetFlags {
  readonly cleanup?: boolean;
}

/**
 * Creates the set of a folder at a target, or the default set if the folder holds none, and writes the list with what
 * the target assigned. With `cleanup`, deletes what was provisioned.
 *
 * @returns 0, or 1 if something is not as it must be
 */
export async function provisionFixtures(dir: string, flags: ProvisionFlags): Promise<number> {
  const target = await managementTarget(flags);
  const before = await readWishes(dir);
  if (flags.cleanup) {
    if (before === undefined)
      throw new UserError(
        `${dir} has no fixtures.json: there is nothing to clean up. Name the folder that was provisioned.`,
      );
    return guarded(target, () => remove(dir, target, before.list));
  }
  return guarded(target, async () => {
    const management = await target.connect();
    try {
      // Nothing is written for a target that is not there.
      await management.reach();
      const { list, loaded } = before ?? (await startFolder(dir));
      return await create(dir, target, management, list, loaded);
    } finally {
      management.close();
    }
  });
}

interface Folder {
  readonly list: ProvisionedSet;
  readonly loaded: LoadedFixtures;
}

/** The set of a folder, checked; undefined if it holds none. */
async function readWishes(dir: string): Promise<Folder | undefined> {
  try {
    const list = await readList(dir);
    if (list === undefined) return undefined;
    // What was left out is wanted again: its files must be there, too.
    return { list, loaded: await checkFixtures(wishesOf(list), dir) };
  } catch (error) {
    if (error instanceof FixtureError) throw new UserError(error.message);
    throw error;
  }
}

/** Puts the default set into a new folder. */
async function startFolder(dir: string): Promise<Folder> {
  try {
    await writeFixtures(defaultFixtures(), dir);
    return { list: (await readList(dir)) as ProvisionedSet, loaded: await readFixtures(dir) };
  } catch (error) {
    if (error instanceof FixtureError) throw new UserError(error.message);
    throw error;
  }
}

async function create(
  dir: string,
  target: ManagementTarget,
  management: Awaited<ReturnType<ManagementTarget['connect']>>,
  from: ProvisionedSet,
  loaded: LoadedFixtures,
): Promise<number> {
  let list = from;
  const { domains = [], repositories = [] } = from.provisioned?.[target.endpoint] ?? {};
  /** What an earlier call made is ours, though it is refused now because it is there. */
  const madeBefore = (made: Created): Created => ({
    domains: made.domains.filter((domain) => domains.includes(domain)),
    repositories: made.repositories.filter((place) =>
      repositories.some((each) => each.domain === place.domain && each.repository === place.repository),
    ),
  });
  const ledger: Ledger = {
    note: async (made) => {
      list = withMade(list, target.endpoint, made);
      await writeList(dir, list);
    },
    retract: async (notMade) => {
      list = withMade(withoutMade(list, target.endpoint, notMade), target.endpoint, madeBefore(notMade));
      await writeList(dir, list);
    },
  };
  const wishes = wishesOf(list);
  const progress = progressLine();
  const held = await provision({
    target: management,
    set: wishes,
    bytes: loaded.bytes,
    concurrency: target.concurrency,
    ledger,
    progress: progress.update,
  }).finally(progress.end);
  if (held.packageVersions.length === 0) {
    process.stdout.write(`${summary(held)}${shortcomings(held.shortcomings)}`);
    process.stdout.write(
      `\nNothing could be published, so ${dir}/fixtures.json is unchanged. To describe a target that is filled in another way: codeartifact-conformance fixtures discover DIR\n`,
    );
    return 1;
  }
  const leftOut = new Map(
    held.shortcomings.flatMap(({ desired: wish, reason }) => (wish ? [[wish, reason] as const] : [])),
  );
  const { repositories: wantedRepositories } = wishes;
  const { leftOut: _before, repositories: _repositories, wantedRepositories: _wanted, ...rest } = list;
  list = {
    ...rest,
    packageVersions: held.packageVersions,
    ...(held.repositories.length === 0 ? {} : { repositories: held.repositories }),
    ...(wantedRepositories === undefined ? {} : { wantedRepositories }),
    ...(leftOut.size === 0
      ? {}
      : { leftOut: [...leftOut].map(([packageVersion, reason]) => ({ packageVersion, reason })) }),
  };
  await writeList(dir, list);
  process.stdout.write(`${summary(held)}${shortcomings(held.shortcomings)}`);
  process.stdout.write(await costs(dir, wishes, loaded, target));
  process.stdout.write(
    `\n${dir}/fixtures.json: ${held.packageVersions.length} package versions. Next, with the same options: codeartifact-conformance doctor --endpoint ${target.endpoint} --fixtures ${dir}\n`,
  );
  return held.shortcomings.some(({ kind }) => kind !== 'refused') ? 1 : 0;
}

function summary({ packageVersions, published, found, throttled }: Provisioned): string {
  const slowed = throttled === 0 ? '' : `; throttled ${throttled} times`;
  return `${packageVersions.length} package versions exist: ${published} assets published, ${found} existed already${slowed}\n`;
}

const headings: Readonly<Record<Shortcoming['kind'], string>> = {
  refused: 'Skipped: not supported by the target',
  conflict: 'Conflict: different content exists',
  failed: 'Failed',
};
/** Lines of each list. */
const maxLines = 20;

function shortcomings(all: readonly Shortcoming[]): string {
  return (['failed', 'conflict', 'refused'] as const)
    .map((kind) => {
      const own = all.filter((each) => each.kind === kind);
      if (own.length === 0) return '';
      const lines = own
        .slice(0, maxLines)
        .map(({ about, reason }) => `  ${shortened(about)}\n      ${reason}\n`);
      const rest = own.length > maxLines ? `  … and ${own.length - maxLines} more\n` : '';
      return `\n${headings[kind]} (${own.length})\n${lines.join('')}${rest}`;
    })
    .join('');
}

const shortened = (name: string): string => (name.length > 100 ? `${name.slice(0, 100)}…` : name);

/** The profiles that could be assessed with the set as wanted, and cannot with what the target holds. */
async function costs(
  dir: string,
  wishes: ReturnType<typeof wishesOf>,
  loaded: LoadedFixtures,
  target: ManagementTarget,
): Promise<string> {
  const conditions = { signs: target.auth === 'sigv4', scenarios: [] };
  const wanted = await assessability({ ...conditions, fixtures: { ...loaded, set: wishes } }, [], 1);
  const held = await assessability({ ...conditions, fixtures: await readFixtures(dir) }, [], 1);
  const lost = held.flatMap((each, index) => {
    const possible = new Set(wanted[index]?.outOfReach.map(({ requirement }) => requirement));
    const outOfReach = each.outOfReach.filter(({ requirement }) => !possible.has(requirement));
    return outOfReach.length === 0 ? [] : [{ ...each, outOfReach }];
  });
  return lost.length === 0
    ? ''
    : `\nProfiles that are not fully testable because of this\n${profileTable(lost)}`;
}

async function remove(dir: string, target: ManagementTarget, list: ProvisionedSet): Promise<number> {
  const management = await target.connect();
  try {
    const wishes = wishesOf(list);
    const made = list.provisioned?.[target.endpoint] ?? { domains: [], repositories: [] };
    const gone = await cleanUp(management, wishes, made, target.concurrency);
    const { [target.endpoint]: _, ...others } = list.provisioned ?? {};
    const left = gone.remaining.domains.length + gone.remaining.repositories.length > 0;
    const provisioned = left ? { ...others, [target.endpoint]: gone.remaining } : others;
    const { provisioned: _provisioned, leftOut: _leftOut, wantedRepositories: _wanted, ...rest } = list;
    await writeList(dir, {
      ...rest,
      ...wishes,
      packageVersions: wishes.packageVersions.map(({ revision: _revision, ...version }) => version),
      ...(Object.keys(provisioned).length === 0 ? {} : { provisioned }),
    });
    process.stdout.write(
      `Deleted ${gone.versions} package versions, ${gone.repositories} repositories and ${gone.domains} domains\n`,
    );
    for (const { about, reason } of gone.kept)
      process.stdout.write(`Kept: ${shortened(about)}\n      ${reason}\n`);
    return gone.kept.length === 0 ? 0 : 1;
  } finally {
    management.close();
  }
}

/** Turns a target that is lost into a message: nothing that was done is lost with it. */
async function guarded(target: ManagementTarget, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TargetLost)) throw error;
    process.stderr.write(
      `${target.endpoint} does not respond: ${error.message}. What was published is kept, and fixtures.json is unchanged: run the same command again to continue. To find out more: codeartifact-conformance doctor --endpoint ${target.endpoint}\n`,
    );
    return 1;
  }
}

/** Says in a terminal how far it is. */
function progressLine(): { update: (done: number, all: number) => void; end: () => void } {
  if (!process.stderr.isTTY) return { update: () => {}, end: () => {} };
  return {
    update: (done, all) => void process.stderr.write(`\r${done} of ${all} package versions`),
    end: () => void process.stderr.write('\r\u001b[K'),
  };
}
