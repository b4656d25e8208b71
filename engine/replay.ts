import { type Profile, type RequirementId, requirement } from '../schemas/index.js';

/** What a replay needs to send the same requests again. */
export interface Replay {
  readonly endpoint: string;
  readonly requirement: RequirementId;
  /** Another requirement, whose check sent the request. */
  readonly sentFor?: RequirementId;
  /** A profile that the check takes besides the requirement's own. */
  readonly needs?: Profile;
  readonly seed: number;
  readonly cases: number;
  /** Only the generated case at this path. */
  readonly path?: string;
}

/** A command line that carries out the checks of a requirement again, with the same cases. */
export function replayCommand(replay: Replay): string {
  const { endpoint, requirement: id, sentFor = id, needs, seed, cases, path } = replay;
  const ids = [...new Set([id, sentFor])];
  const profiles = new Set([
    ...ids.map((each) => requirement(each).profile),
    ...(needs === undefined ? [] : [needs]),
  ]);
  return [
    `npx codeartifact-conformance run --endpoint ${endpoint}`,
    ...[...profiles].map((profile) => `--profile ${profile}`),
    ...ids.map((each) => `--requirement ${each}`),
    `--seed ${seed} --cases ${cases}`,
    ...(path === undefined ? [] : [`--path ${path}`]),
  ].join(' ');
}
