import { resolve } from 'node:path';
import { defaultCount, defaultSeed } from '../generators/index.js';
import {
  catalogueDigest,
  isRequirementId,
  type Profile,
  profiles,
  type RequirementId,
  type RunFile,
  requirements,
  type Waiver,
  type WaiverFile,
} from '../schemas/index.js';
import { FixtureError, readFixtures } from '../targets/fixtures/index.js';
import { signingRegion } from './aws-endpoint.js';
import { closest } from './closest.js';
import { readCorpus } from './corpus.js';
import type { RunFlags } from './options.js';
import { readValidated } from './read-json.js';
import { suite } from './suite.js';
import { parseEndpoint, readTargetFile, resolveAuth } from './target.js';
import { UserError } from './user-error.js';

/** A run as resolved from flags, target file and environment; without an endpoint it is against the embedded target. */
export type ResolvedRun = Omit<RunFile, 'endpoint' | 'embedded' | 'startedAt' | 'startedAtMs'> & {
  readonly endpoint?: string;
};

/**
 * Puts a run together: a flag wins over the target file, the file over the environment.
 *
 * @throws UserError where anything that the user gave is wrong
 */
export async function resolveRun(flags: RunFlags): Promise<ResolvedRun> {
  const file = await readTargetFile(flags);
  const endpoint = flags.endpoint ?? file.endpoint;
  const external = endpoint !== undefined;
  const url = external ? parseEndpoint(endpoint) : undefined;
  const fixtures = flags.fixtures === undefined ? file.fixtures : resolve(flags.fixtures);
  if (fixtures !== undefined) await checkFixtures(fixtures);
  const only = flags.requirement?.map(requirementId);
  const claimed = claimedProfiles(flags.profile ?? file.profiles ?? (external ? ['core'] : ['all']));
  const unclaimed = only?.filter((id) => !claimed.includes(profileOf(id)));
  if (unclaimed && unclaimed.length > 0)
    throw new UserError(
      `${unclaimed.join(', ')} belong${unclaimed.length === 1 ? 's' : ''} to the profile ${[...new Set(unclaimed.map(profileOf))].join(', ')}, which is not claimed. Add --profile ${profileOf(unclaimed[0] as RequirementId)}.`,
    );
  const rate = flags.rate ?? file.rate;
  const budget = flags.budget ?? file.budget;
  const waiverFile = flags.waivers === undefined ? file.waivers : resolve(flags.waivers);
  return {
    suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
    ...(url ? { endpoint: url.href.replace(/\/$/, '') } : {}),
    identity: external
      ? (file.identity ?? {})
      : { product: 'embedded reference target', version: suite.version },
    auth: external ? await resolveAuth(flags.auth ?? file.auth) : (flags.auth ?? 'sigv4'),
    region: signingRegion(flags.region ?? file.region, url),
    ...(file.caFile === undefined ? {} : { caFile: file.caFile }),
    ...(fixtures === undefined ? {} : { fixtures }),
    claimed,
    ...(only === undefined ? {} : { only }),
    seed: flags.seed ?? defaultSeed,
    cases: flags.cases ?? defaultCount,
    ...(flags.path === undefined ? {} : { path: flags.path }),
    ...(flags.shard === undefined ? {} : { shard: flags.shard }),
    concurrency: flags.concurrency ?? file.concurrency ?? 16,
    ...(rate === undefined ? {} : { rate }),
    ...(budget === undefined ? {} : { budget }),
    timeout: flags.timeout ?? file.timeout ?? 10_000,
    scenarios: file.scenarios ?? (external ? {} : embeddedScenarios),
    waivers: waiverFile === undefined ? [] : await readWaivers(waiverFile),
    certify: flags.certify ?? false,
    out: resolve(flags.out),
    ...(flags.certify ? {} : { corpus: await readCorpus(resolve(flags.out)) }),
  };
}

/** The reference target answers each of the six errors to a header that names it. */
export const embeddedScenarios: RunFile['scenarios'] = Object.fromEntries(
  (
    [
      'AccessDeniedException',
      'ConflictException',
      'InternalServerException',
      'ResourceNotFoundException',
      'ThrottlingException',
      'ValidationException',
    ] as const
  ).map((type) => [type, { headers: { 'x-conformance-scenario': type } }]),
);

const profileOf = (id: RequirementId): Profile =>
  requirements.find((each) => each.id === id)?.profile ?? 'core';

function requirementId(text: string): RequirementId {
  if (isRequirementId(text)) return text;
  const known = requirements.map(({ id }) => id);
  throw new UserError(
    `--requirement ${text}: there is no such requirement.${closest(text, known)} List them with: codeartifact-conformance requirements`,
  );
}

/** @throws UserError where one of the names is no profile */
export function claimedProfiles(names: readonly string[]): readonly Profile[] {
  if (names.includes('all')) return profiles;
  for (const name of names)
    if (!profiles.some((profile) => profile === name))
      throw new UserError(
        `--profile ${name}: there is no such profile. Choose from ${profiles.join(', ')}, or all.`,
      );
  return profiles.filter((profile) => names.includes(profile));
}

async function checkFixtures(dir: string): Promise<void> {
  try {
    await readFixtures(dir);
  } catch (error) {
    if (error instanceof FixtureError) throw new UserError(error.message);
    throw error;
  }
}

async function readWaivers(file: string): Promise<readonly Waiver[]> {
  const { waivers } = await readValidated<WaiverFile>('waivers', file);
  for (const { requirement } of waivers)
    if (!isRequirementId(requirement))
      throw new UserError(
        `The waiver file ${file} names ${requirement}, and there is no such requirement.${closest(
          requirement,
          requirements.map(({ id }) => id),
        )}`,
      );
  return waivers;
}
