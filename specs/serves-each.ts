import { type AssetUnderTest, type Check, check, type FixtureView, requestFor } from '../engine/index.js';
import type { RequirementId } from '../schemas/index.js';

/** A check that each of these assets is served to the valid request for it, many at a time. */
export const servesEach = (
  requirement: RequirementId,
  title: string,
  assetsOf: (fixtures: FixtureView) => readonly AssetUnderTest[],
): Check =>
  check(requirement, title, ({ fixtures, expect }) =>
    Promise.all(assetsOf(fixtures).map((asset) => expect(requestFor(asset)).toServe())),
  );
