import type { FixtureSet, PackageVersionFixture } from '../../schemas/index.js';
import { defaultFixtures, type LoadedFixtures } from '../../targets/fixtures/index.js';

/**
 * The default set under other names of places and another owner, and without three tenths of its package versions.
 *
 * @param seed decides which are left out
 */
export function otherFixtures(seed: number): LoadedFixtures {
  const original = defaultFixtures();
  const renamed = (text: string): string => names.get(text) ?? text;
  const [control, ...others] = original.set.packageVersions;
  const kept = [...(control ? [control] : []), ...others.filter((_, at) => (at * 7 + seed) % 10 >= 3)];
  const packageVersions = kept.map(
    (version): PackageVersionFixture => ({
      ...version,
      domain: renamed(version.domain),
      domainOwner: renamed(version.domainOwner),
      repository: renamed(version.repository),
    }),
  );
  const set: FixtureSet = {
    ...original.set,
    packageVersions,
    ...(original.set.repositories
      ? {
          repositories: original.set.repositories.map((each) => ({
            ...each,
            domain: renamed(each.domain),
            repository: renamed(each.repository),
            ...(each.upstreams ? { upstreams: each.upstreams.map(renamed) } : {}),
          })),
        }
      : {}),
  };
  return { set, bytes: (asset) => original.bytes(asset), path: (asset) => original.path(asset) };
}

const names: ReadonlyMap<string, string> = new Map([
  ['conformance', 'artifact-realm'],
  ['111122223333', '444455556666'],
  ['main', 'releases'],
  ['downstream', 'mirror-of-releases'],
]);
