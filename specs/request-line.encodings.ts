import { type AssetRequest, type AssetUnderTest, type Check, check, requestFor } from '../engine/index.js';
import type { ParameterValues } from '../schemas/index.js';

/** Names and values, in the order in which they are sent. */
export const entries = (values: ParameterValues): [string, string][] => Object.entries(values);

/** A request that must be served as its canonical form is, though it is written in another way. */
export const sameAs = (
  requirement: 'RL-08' | 'RL-16' | 'RL-17' | 'RL-21',
  title: string,
  rewrite: (request: AssetRequest, values: ParameterValues) => AssetRequest,
  pick = (each: AssetUnderTest) => each.version.format === 'generic' && each.fixture.size > 0,
): Check =>
  check(requirement, title, ({ fixtures, expect }) => {
    const asset = fixtures.find('generic asset that holds bytes', pick);
    return expect(rewrite(requestFor(asset), asset.values)).toServe();
  });
