import { type Profile, type RequirementId, requirement } from '../schemas/index.js';

/** What a replay needs to send the same requests again. */
export interface Replay {
  readonly endpoint: string;
  readonly requirement: RequirementId;
  /** A profile that the check takes besides the requirement's own. */
  readonly needs?: Profile;
  readonly seed: number;
  readonly cases: number;
  /** Only the generated case at this path. */
  readonly path?: string;
}

/** A command line that carries out the checks of a requirement again, with the same cases. */
export function replayCommand({ endpoint, requirement: id, needs, seed, cases, path }: Replay): string {
  const profiles = new Set([requirement(id).profile, ...(needs === undefined ? [] : [needs])]);
  return [
    `npx codeartifact-conformance run --endpoint ${endpoint}`,
    ...[...profiles].map((profile) => `--profile ${profile}`),
    `--requirement ${id} --seed ${seed} --cases ${cases}`,
    ...(path === undefined ? [] : [`--path ${path}`]),
  ].join(' ');
}
