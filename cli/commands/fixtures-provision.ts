import { asUserError, requireWritable, UserError } from '../../config/index.js';
import { FixtureError, readFixtures } from '../../targets/fixtures/index.js';
import { TargetLost, WrongList } from '../../targets/fixtures/management/index.js';
import {
  cleanFolder,
  desiredOf,
  openFolder,
  type ProvisionFolder,
  provisionFolder,
  startFolder,
} from '../../targets/fixtures/provision/index.js';
import { assessability } from '../assessable.js';
import { type ManagementTarget, managementTarget } from '../management-target.js';
import type { TargetFlags } from '../options.js';
import { profileTable } from '../profile-table.js';
import { describeCleanedUp, describeProvisioned } from '../provision-messages.js';

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
  await requireWritable(dir);
  const target = await managementTarget(flags);
  const folder = await asUserError([FixtureError], openFolder(dir));
  if (!flags.cleanup) return connected(target, (management) => create(dir, folder, target, management));
  if (folder === undefined)
    throw new UserError(
      `${dir} has no fixtures.json: there is nothing to clean up. Name the folder that was provisioned.`,
    );
  return connected(target, (management) => remove(folder, target, management));
}

type Connected = Awaited<ReturnType<ManagementTarget['connect']>>;

async function create(
  dir: string,
  existing: ProvisionFolder | undefined,
  { endpoint, auth, concurrency }: ManagementTarget,
  management: Connected,
): Promise<number> {
  // Nothing is written for a target that is not there.
  await management.reach();
  const folder = existing ?? (await asUserError([FixtureError], startFolder(dir)));
  const progress = progressLine();
  const held = await asUserError(
    [FixtureError],
    provisionFolder(folder, { endpoint, management, concurrency }, progress.update).finally(progress.end),
  );
  process.stdout.write(describeProvisioned(held));
  if (held.packageVersions.length === 0) {
    process.stdout.write(
      `\nNothing could be published, so ${dir}/fixtures.json lists the same package versions as before. To describe a target that is filled in another way: codeartifact-conformance fixtures discover DIR\n`,
    );
    return 1;
  }
  process.stdout.write(await lostProfiles(folder, auth === 'sigv4'));
  process.stdout.write(
    `\n${dir}/fixtures.json: ${held.packageVersions.length} package versions. Next, with the same options: codeartifact-conformance doctor --endpoint ${endpoint} --fixtures ${dir}\n`,
  );
  return held.shortcomings.some(({ kind }) => kind !== 'refused') ? 1 : 0;
}

async function remove(
  folder: ProvisionFolder,
  { endpoint, concurrency }: ManagementTarget,
  management: Connected,
): Promise<number> {
  const gone = await asUserError([FixtureError], cleanFolder(folder, { endpoint, management, concurrency }));
  process.stdout.write(describeCleanedUp(gone));
  return gone.kept.length === 0 ? 0 : 1;
}

/** The profiles that could be assessed with the set as wanted, and cannot with what the target holds. */
async function lostProfiles({ dir, list, loaded }: ProvisionFolder, signs: boolean): Promise<string> {
  const conditions = { signs, scenarios: [] };
  const wanted = await assessability({ ...conditions, fixtures: { ...loaded, set: desiredOf(list) } }, [], 1);
  const held = await assessability({ ...conditions, fixtures: await readFixtures(dir) }, [], 1);
  const lost = held.flatMap((each, index) => {
    const before = new Set(wanted[index]?.untestable.map(({ requirement }) => requirement));
    const untestable = each.untestable.filter(({ requirement }) => !before.has(requirement));
    return untestable.length === 0 ? [] : [{ ...each, untestable }];
  });
  return lost.length === 0
    ? ''
    : `\nProfiles that are not fully testable because of this\n${profileTable(lost)}`;
}

/** Works with a connected target. A target that is lost becomes a message: nothing that was done is lost with it. */
async function connected(
  target: ManagementTarget,
  work: (management: Connected) => Promise<number>,
): Promise<number> {
  const management = await target.connect();
  try {
    return await work(management);
  } catch (error) {
    if (!(error instanceof TargetLost || error instanceof WrongList)) throw error;
    const what = error instanceof TargetLost ? 'does not respond' : 'gives a list that is wrong';
    process.stderr.write(
      `${target.endpoint} ${what}: ${error.message}. What was published is kept, and fixtures.json lists the same package versions as before: run the same command again to continue. To find out more: codeartifact-conformance doctor --endpoint ${target.endpoint}\n`,
    );
    return 1;
  } finally {
    management.close();
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
