import {
  bodyBytes,
  errorType,
  type RecordedResponse,
  type RequestPlan,
  readJsonObject,
} from '../../judge/index.js';
import type { FixtureSet, PackageVersionFixture } from '../../schemas/index.js';
import type { Connection } from '../../targets/connection/index.js';
import type { Sample } from './sample.js';

/** Whether a domain or repository is there: proven by an asset that was served, else as the target says when asked. */
export type Presence = 'there' | 'missing' | 'unknown';

export interface PlacePresence {
  readonly kind: 'domain' | 'repository';
  readonly name: string;
  readonly presence: Presence;
}

const escaped = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

/** Looks for the domain and the repository of each sample that was not served, by DescribeDomain and DescribeRepository. */
export async function findPlaces(
  connection: Connection,
  set: FixtureSet,
  samples: readonly Sample[],
): Promise<readonly PlacePresence[]> {
  const served = samples.filter(({ outcome }) => outcome === 'served').map(({ asset }) => asset.version);
  const doubtful = samples.filter(({ outcome }) => outcome !== 'served').map(({ asset }) => asset.version);
  const found: PlacePresence[] = [];
  const ask = async (
    kind: PlacePresence['kind'],
    query: Readonly<Record<string, string>>,
  ): Promise<Presence> => {
    const plan: RequestPlan = { method: 'GET', path: `/v1/${kind}`, query: escaped(query) };
    const { response } = await connection.send(plan, 1024 * 1024);
    if (response && describes(response, kind, query[kind])) return 'there';
    return response?.status === 404 && errorType(response)?.name === 'ResourceNotFoundException'
      ? 'missing'
      : 'unknown';
  };
  const distinct = (keyOf: (version: PackageVersionFixture) => string): PackageVersionFixture[] => [
    ...new Map([...set.packageVersions, ...doubtful].map((version) => [keyOf(version), version])).values(),
  ];
  const domainOf = ({ domain }: PackageVersionFixture): string => domain;
  const repositoryOf = ({ domain, repository }: PackageVersionFixture): string => `${domain}/${repository}`;
  for (const version of distinct(domainOf)) {
    const { domain, domainOwner } = version;
    const proven = served.some((each) => domainOf(each) === domain);
    const presence = proven ? 'there' : await ask('domain', { domain, 'domain-owner': domainOwner });
    found.push({ kind: 'domain', name: domain, presence });
  }
  for (const version of distinct(repositoryOf)) {
    const { domain, domainOwner, repository } = version;
    const proven = served.some((each) => repositoryOf(each) === repositoryOf(version));
    const lost = found.some(({ name, presence }) => name === domain && presence === 'missing');
    const presence = proven
      ? 'there'
      : lost
        ? 'missing'
        : await ask('repository', { domain, 'domain-owner': domainOwner, repository });
    found.push({ kind: 'repository', name: repositoryOf(version), presence });
  }
  return found;
}

/** Whether a response describes the domain or repository of this name: a server may say 200 to anything. */
function describes(
  response: RecordedResponse,
  kind: PlacePresence['kind'],
  name: string | undefined,
): boolean {
  if (response.status !== 200 || !response.body.complete) return false;
  const reading = readJsonObject(bodyBytes(response.body));
  const described = 'object' in reading ? reading.object[kind] : undefined;
  return (
    typeof described === 'object' && described !== null && 'name' in described && described.name === name
  );
}
