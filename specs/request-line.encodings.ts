import { type Check, check, type HeldAsset, served } from '../engine/index.js';
import type { RequestPlan } from '../judge/index.js';
import type { ParameterValues } from '../schemas/index.js';

/** Names and values, in the order in which they are sent. */
export const entries = (values: ParameterValues): [string, string][] => Object.entries(values);

/** A request that must be served just like its plain neighbour, though it is spelt otherwise. */
export function sameAs(
  requirement: 'RL-08' | 'RL-16' | 'RL-17' | 'RL-21',
  title: string,
  spell: (values: ParameterValues) => RequestPlan,
  pick = (each: HeldAsset) => each.version.format === 'generic' && each.asset.size > 0,
): Check {
  return check(requirement, title, async ({ fixtures, control, send }) => {
    const asset = fixtures.find('generic asset that holds bytes', pick);
    await control(asset);
    await send(spell(asset.values), served(asset));
  });
}
