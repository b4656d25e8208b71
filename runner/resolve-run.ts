import { resolve } from 'node:path';
import {
  asUserError,
  closest,
  parseEndpoint,
  readTargetFile,
  readValidated,
  resolveAuth,
  signingRegion,
  suite,
  UserError,
} from '../config/index.js';
import { defaultCount, defaultSeed } from '../generators/index.js';
import { ruleCheckId, speaksOf } from '../judge/index.js';
import {
  catalogueDigest,
  defined,
  isRequirementId,
  type Profile,
  profiles,
  type RequirementId,
  type RunDescription,
  requirements,
  type Waiver,
  type WaiverFile,
} from '../schemas/index.js';
import { checks, isRule } from '../specs/index.js';
import { FixtureError, type LoadedFixtures, readFixtures } from '../targets/fixtures/index.js';
import { readCorpus } from './corpus.js';
import { demandClients } from './demand-clients.js';
import type { RunOptions } from './run-options.js';

/** A run as resolved from flags, target file and environment; without an endpoint it is against the embedded target. */
export type ResolvedRun = Omit<RunDescription, 'endpoint' | 'embedded' | 'startedAt' | 'startedAtMs'> & {
  readonly endpoint?: string;
  /** The fixtures of the folder that is named, if one is. */
  readonly held?: LoadedFixtures;
};

/**
 * Puts a run together: an option wins over the target file, the file over the environment.
 *
 * @throws UserError if anything that the user gave is wrong
 */
export async function resolveRun(options: RunOptions): Promise<ResolvedRun> {
  const given = defined({ ...(await readTargetFile(options.config)), ...absolutePaths(options) });
  const { endpoint, fixtures, caFile, certFile, keyFile, path, shard, rate, budget } = given;
  const external = endpoint !== undefined;
  const url = external ? parseEndpoint(endpoint) : undefined;
  const held = fixtures === undefined ? undefined : await asUserError([FixtureError], readFixtures(fixtures));
  const claimed = claimedProfiles(given.profiles ?? (external ? ['core'] : ['all']));
  const only = given.requirements?.map(requirementId);
  if (only) requireClaimed(only, claimed);
  if (given.clients) await requireClients(given.clients, claimed);
  const out = resolve(given.out ?? 'conformance-results');
  return {
    suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
    ...(url ? { endpoint: url.href.replace(/\/$/, '') } : {}),
    identity: external
      ? (given.identity ?? {})
      : { product: 'embedded reference target', version: suite.version },
    auth: external ? await resolveAuth(given.auth) : (given.auth ?? 'sigv4'),
    region: signingRegion(given.region, url),
    claimed,
    seed: given.seed ?? defaultSeed,
    cases: given.cases ?? defaultCount,
    concurrency: given.concurrency ?? 16,
    timeout: given.timeout ?? 10_000,
    scenarios: given.scenarios ?? (external ? {} : embeddedScenarios),
    waivers: given.waivers === undefined ? [] : await readWaivers(given.waivers),
    certify: given.certify ?? false,
    out,
    ...defined({ caFile, certFile, keyFile, fixtures, held, only, path, shard, rate, budget }),
    ...(given.certify ? {} : { corpus: await readCorpus(out) }),
  };
}

/** The members that name files, made absolute: the working directory may be another one when they are read. */
function absolutePaths({ fixtures, caFile, certFile, keyFile, waivers, ...options }: RunOptions): RunOptions {
  const absolute = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : resolve(path);
  return {
    ...defined(options),
    ...defined({
      fixtures: absolute(fixtures),
      caFile: absolute(caFile),
      certFile: absolute(certFile),
      keyFile: absolute(keyFile),
      waivers: absolute(waivers),
    }),
  };
}

/** The reference target responds each of the six errors to a header that names it. */
export const embeddedScenarios: RunDescription['scenarios'] = Object.fromEntries(
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

/** @throws UserError if one of the requirements is of a profile that is not claimed */
function requireClaimed(only: readonly RequirementId[], claimed: readonly Profile[]): void {
  const unclaimed = only.filter((id) => !claimed.includes(profileOf(id)));
  const [first] = unclaimed;
  if (first === undefined) return;
  throw new UserError(
    `${unclaimed.join(', ')} belong${unclaimed.length === 1 ? 's' : ''} to the profile ${[...new Set(unclaimed.map(profileOf))].join(', ')}, which is not claimed. Add --profile ${profileOf(first)}.`,
  );
}

/** @throws UserError if a demanded client cannot take part: it is not ready, or its profile is not claimed */
async function requireClients(names: readonly string[], claimed: readonly Profile[]): Promise<void> {
  await demandClients(names);
  if (claimed.includes('clients')) return;
  throw new UserError(
    `--client ${names.join(', ')}: clients take part in the profile clients, which is not claimed. Add --profile clients.`,
  );
}

function requirementId(text: string): RequirementId {
  if (isRequirementId(text)) return text;
  const known = requirements.map(({ id }) => id);
  throw new UserError(
    `--requirement ${text} is not a requirement.${closest(text, known)} List them with: codeartifact-conformance requirements`,
  );
}

/** @throws UserError if one of the names is no profile */
export function claimedProfiles(names: readonly string[]): readonly Profile[] {
  if (names.includes('all')) return profiles;
  for (const name of names)
    if (!profiles.some((profile) => profile === name))
      throw new UserError(`--profile ${name} is not a profile. Choose from ${profiles.join(', ')}, or all.`);
  return profiles.filter((profile) => names.includes(profile));
}

async function readWaivers(file: string): Promise<readonly Waiver[]> {
  const { waivers } = await readValidated<WaiverFile>('waivers', file);
  for (const { requirement: id, checks: named = [] } of waivers) {
    if (!isRequirementId(id))
      throw new UserError(
        `The waiver file ${file} names ${id}, and there is no such requirement.${closest(
          id,
          requirements.map((each) => each.id),
        )}`,
      );
    const known = checksOf(id);
    const unknown = named.find((name) => !known.some((check) => speaksOf([name], check)));
    if (unknown !== undefined)
      throw new UserError(
        `The waiver file ${file} names the check “${unknown}” of ${id}, and there is no such check. Give the id or the title of one that fails, as results.json has it.${closest(
          unknown,
          known.map(({ title }) => title),
        )}`,
      );
  }
  return waivers;
}

/** The checks of a requirement, also what all responses show about it. */
function checksOf(id: RequirementId): readonly { readonly id: string; readonly title: string }[] {
  const own = checks.filter((check) => check.requirement === id);
  const rule = ruleCheckId(id);
  return isRule(id) ? [...own, { id: rule, title: rule.slice(id.length + 1) }] : own;
}
