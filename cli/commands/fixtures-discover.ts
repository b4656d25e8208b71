import { requireWritable, UserError } from '../../config/index.js';
import { defined, type PackageFormat, packageFormats } from '../../schemas/index.js';
import { type Discovered, discover, NotListed } from '../../targets/fixtures/discover/index.js';
import { FixtureError, readFixtures } from '../../targets/fixtures/index.js';
import { TargetLost, WrongList } from '../../targets/fixtures/management/index.js';
import { readList, writeList } from '../../targets/fixtures/provision/index.js';
import { assessability } from '../assessable.js';
import { managementTarget } from '../management-target.js';
import type { TargetFlags } from '../options.js';
import { profileTable } from '../profile-table.js';

export interface DiscoverFlags extends TargetFlags {
  readonly domain?: string;
  readonly domainOwner?: string;
  readonly repository?: string;
  readonly format?: readonly string[];
  readonly limit: number;
}

/**
 * Writes a list of what a target already holds. Only lists are read, nothing is downloaded and nothing changed.
 *
 * @returns 0, or 1 if nothing was found or the target gave no list
 */
export async function discoverFixtures(dir: string, flags: DiscoverFlags): Promise<number> {
  const { domain, domainOwner, repository } = flags;
  if (repository !== undefined && domain === undefined)
    throw new UserError('--repository needs --domain: name the domain that the repository is in.');
  if (domainOwner !== undefined && !/^\d{12}$/.test(domainOwner))
    throw new UserError(`--domain-owner ${domainOwner} is not an account: use 12 digits.`);
  const formats = flags.format?.map(formatOf);
  await requireWritable(dir);
  const target = await managementTarget(flags);
  await refuseOwnFiles(dir);
  const management = await target.connect();
  try {
    const found = await discover({
      target: management,
      ...defined({ domain, domainOwner, repository, formats }),
      limit: flags.limit,
      concurrency: target.concurrency,
    });
    const { packageVersions } = found.set;
    process.stdout.write(skipped(found, flags.limit));
    if (packageVersions.length === 0) {
      process.stderr.write(
        `No package version with an asset was found at ${target.endpoint}, so nothing was written. Check --domain and --repository. To fill an empty target: codeartifact-conformance fixtures provision ${dir} --endpoint ${target.endpoint}\n`,
      );
      return 1;
    }
    await writeList(dir, found.set);
    const assets = packageVersions.reduce((sum, version) => sum + version.assets.length, 0);
    process.stdout.write(
      `${dir}/fixtures.json: ${packageVersions.length} package versions, ${assets} assets\n`,
    );
    const profiles = await assessability(
      { fixtures: await readFixtures(dir), signs: target.auth === 'sigv4', scenarios: [] },
      [],
      1,
    );
    process.stdout.write(`\nProfiles that can be tested with these fixtures\n${profileTable(profiles)}`);
    return 0;
  } catch (error) {
    const reason = whyNotRead(error);
    if (reason === undefined) throw error;
    process.stderr.write(
      `${target.endpoint} could not be read: ${reason} Nothing was written. To find out more: codeartifact-conformance doctor --endpoint ${target.endpoint}\n`,
    );
    return 1;
  } finally {
    management.close();
  }
}

/** Why nothing could be read, from the error that ended it; undefined if that is not the target's doing. */
function whyNotRead(error: unknown): string | undefined {
  if (error instanceof NotListed) return error.message;
  if (error instanceof WrongList) return `its list is wrong: ${error.message}.`;
  if (error instanceof TargetLost) return `it does not respond: ${error.message}.`;
  return undefined;
}

function formatOf(name: string): PackageFormat {
  const format = packageFormats.find((each) => each === name);
  if (format === undefined)
    throw new UserError(`--format ${name} is not a format. Choose from ${packageFormats.join(', ')}.`);
  return format;
}

/** A set with asset files is somebody's work: it is not replaced by one without. */
async function refuseOwnFiles(dir: string): Promise<void> {
  try {
    const list = await readList(dir);
    if (list?.packageVersions.some(({ assets }) => assets.some(({ file }) => file !== undefined)))
      throw new UserError(
        `${dir} holds a fixture set with asset files, which would be lost: choose another folder.`,
      );
  } catch (error) {
    if (error instanceof FixtureError) throw new UserError(error.message);
    throw error;
  }
}

function skipped({ skipped: reasons, cut }: Discovered, limit: number): string {
  const lines = [...reasons].map(([reason, count]) => `Skipped: ${count} ${reason}\n`);
  if (cut) lines.push(`More exist: --limit ${limit} package versions were listed, some of each format\n`);
  return lines.join('');
}
