import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startRun } from '../engine/index.js';
import { type PackageVersionFixture, profiles } from '../schemas/index.js';
import { checks, selectChecks } from '../specs/index.js';
import { embeddedFixtures } from '../targets/reference/index.js';
import { runFile, startTarget } from './engine-runs.js';

// A target of which only a little is known, as an emulator with one example: what a check needs and is not there is
// `not-testable`. It must be no failure, and no outage either.

const claimed = profiles.filter((profile) => profile !== 'clients');

/** The verdict of each check against the reference target, if the fixtures list only some package versions. */
async function verdictsWith(
  isListed: (version: PackageVersionFixture, first: PackageVersionFixture) => boolean,
) {
  const out = mkdtempSync(join(tmpdir(), 'few-'));
  const target = await startTarget(undefined, 'sigv4');
  const all = embeddedFixtures();
  const packageVersions = all.set.packageVersions.filter(
    (version, _, [first]) => first && isListed(version, first),
  );
  const file = runFile(target, out, { claimed, cases: 2 });
  const { run, close } = await startRun(file, { ...all, set: { packageVersions } });
  try {
    const outcomes = await Promise.all(selectChecks(checks, file).map((check) => run.outcome(check)));
    return outcomes.map(({ id, verdict, reason }) => ({ id, verdict, reason }));
  } finally {
    await close();
    await target.close();
    rmSync(out, { recursive: true, force: true });
  }
}

for (const [what, isListed] of [
  [
    'one package of one repository',
    ({ package: name, repository, domain }, first) =>
      name === first.package && repository === first.repository && domain === first.domain,
  ],
  ['one format', ({ format }) => format === 'npm'],
] as readonly (readonly [string, Parameters<typeof verdictsWith>[0]])[])
  test(`the package versions of ${what} in the fixtures: what is missing is not testable`, async () => {
    const verdicts = await verdictsWith(isListed);
    expect(
      verdicts.filter(
        ({ verdict }) => !['pass', 'info', 'not-testable', 'not-applicable', 'warn'].includes(verdict),
      ),
    ).toEqual([]);
    const untestable = verdicts.filter(({ verdict }) => verdict === 'not-testable');
    expect(untestable.filter(({ reason = '' }) => reason === '')).toEqual([]);
    const twins = untestable.find(({ id }) => id === 'LKP-REP/twins that differ in repository only');
    expect(twins?.reason).toContain('The fixtures hold no');
  });
