import type { Results } from '../../schemas/index.js';
import { findDefect, findVariant, type StageChange } from '../../targets/reference/index.js';
import { assess } from '../../tests/kill-matrix/assess.js';
import { otherFixtures } from './fixtures.js';
import type { PlannedTrial } from './plan.js';

/** Of a run, what a diagnosis reads. */
export type Observed = Pick<Results, 'requirements'>;

function together(ids: readonly string[]): StageChange | undefined {
  const changes = ids.map((id) => {
    const defect = findDefect(id);
    if (!defect) throw new Error(`There is no defect ${id}`);
    return defect;
  });
  if (changes.length === 0) return undefined;
  return { change: (stages) => changes.reduce((changed, { change }) => change(changed), stages) };
}

/** Tests the server of a trial. */
export async function observe({
  defects,
  variant,
  fixtures,
  ...conditions
}: PlannedTrial): Promise<Observed> {
  const defect = together(defects);
  const difference = variant === undefined ? undefined : findVariant(variant);
  const { requirements } = await assess({
    ...conditions,
    attempts: 1,
    change: { ...(defect ? { defect } : {}), ...(difference ? { variant: difference } : {}) },
    ...(fixtures === undefined ? {} : { fixtures: otherFixtures(fixtures) }),
  });
  return {
    requirements: requirements.map(({ checks, ...about }) => ({
      ...about,
      checks: checks.map(({ id, title, verdict, judged, symptoms, failedCases }) => ({
        id,
        title,
        verdict,
        judged,
        exchanges: [],
        ...(symptoms ? { symptoms } : {}),
        ...(failedCases ? { failedCases } : {}),
      })),
    })),
  };
}
