import { refusedAccess } from './access.js';
import { type Diagnosis, fine, problem } from './diagnosis.js';
import type { PlacePresence } from './places.js';
import type { Sample } from './sample.js';

/** What the diagnosis of the responses rests on. */
export interface Evidence {
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
const getFixtures = ({ endpoint, fixtures }: Evidence): string =>
  `Put them there with: codeartifact-conformance fixtures provision ${fixtures ?? 'fixtures'} --endpoint ${endpoint}; or describe what it holds with: codeartifact-conformance fixtures discover. Then name that folder with --fixtures.`;

/** What it means that every sample got the same response. Undefined if they were not. */
function everywhere(evidence: Evidence): Diagnosis | undefined {
  const { samples, places, signs } = evidence;
  const [first] = samples;
  if (first === undefined) return undefined;
  const { told, type } = first;
  if (all(samples, ({ outcome }) => outcome === 'unanswered'))
    return problem('answers', `no sample was answered (${told})`, 'target', 'Look at the log of the target.');
  if (all(samples, between(501, 501)))
    return problem(
      'answers',
      `501 everywhere: the target does not implement GetPackageVersionAsset (${told})`,
      'target',
      'There is nothing to assess until it does. Is it the version and the edition that has it?',
    );
  if (all(samples, between(401, 401)) || all(samples, between(403, 403)))
    return refusedAccess(type, told, signs);
  if (all(samples, between(404, 404))) {
    if (all(samples, (sample) => sample.type !== 'ResourceNotFoundException'))
      return problem(
        'answers',
        `404 everywhere, and none says ResourceNotFoundException: there is no such operation at this address (${told})`,
        'set-up',
        'Check the base path of the endpoint: /v1/package/version/asset follows it.',
      );
    const lost = places.filter(({ presence }) => presence === 'missing');
    return problem(
      'fixtures',
      lost.length > 0
        ? `404 everywhere: ${lost.map(({ kind, name }) => `the ${kind} ${name}`).join(', ')} ${lost.length === 1 ? 'is' : 'are'} not there`
        : `404 everywhere: none of the fixtures is there (${told})`,
      'set-up',
      `${getFixtures(evidence)} Are they there? Then check domain, domain owner and --region.`,
    );
  }
  if (all(samples, between(429, 429)))
    return problem(
      'answers',
      `429 everywhere (${told})`,
      'set-up',
      'Wait, and run with --rate N or raise the limit.',
    );
  if (all(samples, between(500, 599)))
    return problem(
      'answers',
      `${first.status} everywhere (${told})`,
      'target',
      'Look at the log of the target.',
    );
  if (all(samples, between(300, 399)))
    return problem(
      'answers',
      `the target sends elsewhere (${told}): the operation answers 200, and official clients do not follow`,
      'target',
      'Give the address that it sends to as the endpoint, if the operation is answered there.',
    );
  return undefined;
}

/** Lines of single samples. */
const shown = 8;

/** What the responses to the samples show: whether the operation, the credentials and the fixtures are there. */
export function answers(evidence: Evidence): readonly Diagnosis[] {
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
          `not there: ${missing.map(({ name }) => name).join(', ')}`,
          'set-up',
          'Check the names and the domain owner in fixtures.json, --region, and whose credentials these are.',
        ),
      );
    else if (there === own.length) found.push(fine(subject, `${there} of ${own.length} are there`));
  }
  const common = everywhere(evidence);
  if (common) return [...found, common];
  if (served.length === samples.length)
    return [
      ...found,
      fine('fixtures', `${served.length} samples served, with the bytes that fixtures.json names`),
    ];
  const altered = samples.filter(({ outcome }) => outcome === 'other-bytes');
  if (altered.length > 0)
    found.push(
      problem(
        'fixtures',
        `${altered.length} of ${samples.length} samples have other bytes. ${nameOf(altered[0])}: ${altered[0]?.told}`,
        altered.length === samples.length ? 'set-up' : 'target',
        'Does fixtures.json describe this target? If so, the target or something before it changes what was published.',
      ),
    );
  const others = samples.filter(({ outcome }) => outcome === 'refused' || outcome === 'unanswered');
  for (const sample of others.slice(0, shown)) found.push(single(sample, evidence));
  if (others.length > shown)
    found.push(
      problem('fixtures', `and ${others.length - shown} more samples`, 'set-up', getFixtures(evidence)),
    );
  return found;
}

/** One sample that was not served while others were. */
function single(sample: Sample, evidence: Evidence): Diagnosis {
  const detail = `${nameOf(sample)}: ${sample.told}`;
  if (sample.status === 404) return problem('fixtures', detail, 'set-up', getFixtures(evidence));
  if (sample.status === 401 || sample.status === 403)
    return problem('access', detail, 'set-up', 'Check what these credentials are allowed to do there.');
  if (sample.status === 501)
    return problem(
      'answers',
      detail,
      'target',
      'This part is not implemented: its profile cannot be claimed.',
    );
  if (sample.status === 429)
    return problem('answers', detail, 'set-up', 'Run with --rate N, or raise the limit of the target.');
  return problem('answers', detail, 'target', 'A run will report it. Look at the log of the target.');
}

export function nameOf(sample: Sample | undefined): string {
  if (sample === undefined) return '';
  const { version, asset } = sample.asset;
  const name = version.namespace === undefined ? version.package : `${version.namespace}/${version.package}`;
  const text = `${version.format} ${name} ${version.version} ${asset.name} in ${version.domain}/${version.repository}`;
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
