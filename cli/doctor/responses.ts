import { refusedAccess } from './access.js';
import { type Diagnosis, fine, problem } from './diagnosis.js';
import type { PlacePresence } from './places.js';
import type { Sample } from './sample.js';

/** What the diagnosis of the responses rests on. */
export interface Observations {
  readonly samples: readonly Sample[];
  readonly places: readonly PlacePresence[];
  readonly signs: boolean;
  readonly endpoint: string;
  /** The folder of fixtures; absent for the default set. */
  readonly fixtures: string | undefined;
}

const all = (samples: readonly Sample[], holds: (sample: Sample) => boolean): boolean =>
  samples.length > 0 && samples.every(holds);
const between = (least: number, most: number) => (sample: Sample) =>
  sample.status >= least && sample.status <= most;

/** How to come by fixtures that the target holds. */
const getFixtures = ({ endpoint, fixtures }: Observations): string =>
  `Put them there with: codeartifact-conformance fixtures provision ${fixtures ?? 'fixtures'} --endpoint ${endpoint}; or describe what it holds with: codeartifact-conformance fixtures discover. Then name that folder with --fixtures.`;

/** What it means that every sample got the same response. Undefined if they were not. */
function everywhere(evidence: Observations): Diagnosis | undefined {
  const { samples, places, signs } = evidence;
  const [first] = samples;
  if (first === undefined) return undefined;
  const { summary: told, type } = first;
  if (all(samples, ({ outcome }) => outcome === 'unanswered'))
    return problem(
      'answers',
      `no sample got a response (${told})`,
      'target',
      'Look at the log of the target.',
    );
  if (all(samples, between(501, 501)))
    return problem(
      'answers',
      `501 for every request: the target does not implement GetPackageVersionAsset (${told})`,
      'target',
      'There is nothing to test until it does. Check that this version and edition of the target support the operation.',
    );
  if (all(samples, between(401, 401)) || all(samples, between(403, 403)))
    return refusedAccess(type, told, signs);
  if (all(samples, between(404, 404))) {
    if (all(samples, (sample) => sample.type !== 'ResourceNotFoundException'))
      return problem(
        'answers',
        `404 for every request, none with ResourceNotFoundException: the operation does not exist at this address (${told})`,
        'configuration',
        'Check the base path of the endpoint: /v1/package/version/asset follows it.',
      );
    const lost = places.filter(({ presence }) => presence === 'missing');
    return problem(
      'fixtures',
      lost.length > 0
        ? `404 for every request: ${lost.map(({ kind, name }) => `the ${kind} ${name}`).join(', ')} ${lost.length === 1 ? 'does' : 'do'} not exist`
        : `404 for every request: none of the fixtures exists (${told})`,
      'configuration',
      `${getFixtures(evidence)} If they exist, check domain, domain owner and --region.`,
    );
  }
  if (all(samples, between(429, 429)))
    return problem(
      'answers',
      `429 for every request (${told})`,
      'configuration',
      'Wait, and run with --rate N or raise the limit.',
    );
  if (all(samples, between(500, 599)))
    return problem(
      'answers',
      `${first.status} for every request (${told})`,
      'target',
      'Look at the log of the target.',
    );
  if (all(samples, between(300, 399)))
    return problem(
      'answers',
      `the target redirects (${told}): the operation responds with 200, and official clients follow no redirect`,
      'target',
      'If the operation exists at that address, use it as the endpoint.',
    );
  return undefined;
}

/** Lines of single samples. */
const maxNames = 8;

/** What the responses to the samples show: whether the operation, the credentials and the fixtures are there. */
export function responses(evidence: Observations): readonly Diagnosis[] {
  const { samples, places } = evidence;
  const served = samples.filter(({ outcome }) => outcome === 'served');
  const found: Diagnosis[] = [];
  for (const kind of ['domain', 'repository'] as const) {
    const own = places.filter((place) => place.kind === kind);
    const missing = own.filter(({ presence }) => presence === 'missing');
    const there = own.filter(({ presence }) => presence === 'there').length;
    const subject = kind === 'domain' ? 'domains' : 'repositories';
    if (missing.length > 0)
      found.push(
        problem(
          subject,
          `missing: ${missing.map(({ name }) => name).join(', ')}`,
          'configuration',
          'Check the names and the domain owner in fixtures.json, --region, and whose credentials these are.',
        ),
      );
    else if (there === own.length) found.push(fine(subject, `${there} of ${own.length} exist`));
  }
  const common = everywhere(evidence);
  if (common) return [...found, common];
  if (served.length === samples.length)
    return [
      ...found,
      fine('fixtures', `${served.length} samples served, with the bytes listed in fixtures.json`),
    ];
  const altered = samples.filter(({ outcome }) => outcome === 'other-bytes');
  if (altered.length > 0)
    found.push(
      problem(
        'fixtures',
        `${altered.length} of ${samples.length} samples have other bytes. ${nameOf(altered[0])}: ${altered[0]?.summary}`,
        altered.length === samples.length ? 'configuration' : 'target',
        'Check that fixtures.json describes this target. If it does, the target or a proxy changes what was published.',
      ),
    );
  const others = samples.filter(({ outcome }) => outcome === 'refused' || outcome === 'unanswered');
  for (const sample of others.slice(0, maxNames)) found.push(single(sample, evidence));
  if (others.length > maxNames)
    found.push(
      problem(
        'fixtures',
        `and ${others.length - maxNames} more samples`,
        'configuration',
        getFixtures(evidence),
      ),
    );
  return found;
}

/** One sample that was not served while others were. */
function single(sample: Sample, evidence: Observations): Diagnosis {
  const detail = `${nameOf(sample)}: ${sample.summary}`;
  if (sample.status === 404) return problem('fixtures', detail, 'configuration', getFixtures(evidence));
  if (sample.status === 401 || sample.status === 403)
    return problem('access', detail, 'configuration', 'Check the permissions of these credentials.');
  if (sample.status === 501)
    return problem(
      'answers',
      detail,
      'target',
      'This part is not implemented: its profile cannot be claimed.',
    );
  if (sample.status === 429)
    return problem(
      'answers',
      detail,
      'configuration',
      'Run with --rate N, or raise the limit of the target.',
    );
  return problem('answers', detail, 'target', 'A run will report it. Look at the log of the target.');
}

export function nameOf(sample: Sample | undefined): string {
  if (sample === undefined) return '';
  const { version, fixture: asset } = sample.asset;
  const name = version.namespace === undefined ? version.package : `${version.namespace}/${version.package}`;
  const text = `${version.format} ${name} ${version.version} ${asset.name} in ${version.domain}/${version.repository}`;
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
