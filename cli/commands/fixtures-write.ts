import { requireWritable, UserError } from '../../config/index.js';
import { defaultFixtures, FixtureError, writeFixtures } from '../../targets/fixtures/index.js';

/** Writes the default fixture set into a folder. */
export async function writeDefaultFixtures(dir: string): Promise<void> {
  await requireWritable(dir);
  const fixtures = defaultFixtures();
  try {
    await writeFixtures(fixtures, dir);
  } catch (error) {
    if (error instanceof FixtureError) throw new UserError(error.message);
    throw error;
  }
  const { packageVersions } = fixtures.set;
  const assets = packageVersions.reduce((sum, version) => sum + version.assets.length, 0);
  process.stdout.write(
    `${dir}/fixtures.json: ${packageVersions.length} package versions, ${assets} assets\n`,
  );
}
