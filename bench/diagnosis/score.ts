import { diagnose } from '../../reports/diagnosis/index.js';
import type { LikelyCause } from '../../schemas/index.js';
import type { Observed } from './observe.js';
import type { PlannedTrial } from './plan.js';

/** What a diagnosis made of one trial. */
export interface Scored {
  readonly trial: PlannedTrial;
  /** Place of the entry that names each defect, from 1: by itself or among those that look the same. Infinite if none does. */
  readonly places: readonly number[];
  /** The same, if only the defect that an entry has its name from counts. */
  readonly ownPlaces: readonly number[];
  readonly named: readonly string[];
  /** Each cause with its confidence, and whether the server has it. */
  readonly told: readonly { readonly confidence: number; readonly isRight: boolean }[];
  /** Processor time, in milliseconds: others may use the machine as well. */
  readonly ms: number;
  /** Whether the run saw any of the defects: nobody can name what breaks nothing. */
  readonly seen: boolean;
}

export function score(trial: PlannedTrial, observed: Observed): Scored {
  const seen = observed.requirements.some(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const started = process.cpuUsage();
  const causes = diagnose(observed);
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  const placeOf = (id: string, namesOf: (cause: LikelyCause) => readonly string[]): number =>
    causes.findIndex((cause) => namesOf(cause).includes(id)) + 1 || Number.POSITIVE_INFINITY;
  return {
    trial,
    places: trial.defects.map((id) => placeOf(id, everyNameOf)),
    ownPlaces: trial.defects.map((id) => placeOf(id, ({ defect }) => [defect])),
    named: causes.map(({ defect }) => defect),
    told: causes.map((cause) => ({
      confidence: cause.confidence,
      isRight: everyNameOf(cause).some((id) => trial.defects.includes(id)),
    })),
    ms,
    seen,
  };
}

/** The defect of a cause, and those that it says look the same. */
const everyNameOf = ({ defect, alike = [] }: LikelyCause): readonly string[] => [
  defect,
  ...alike.map((each) => each.defect),
];

/** The share of trials in which all defects are among the first `most`, from 0 to 1. */
export function shareWithin(
  scored: readonly Scored[],
  most: number,
  by: 'any name' | 'itself' = 'any name',
): number {
  if (scored.length === 0) return 0;
  const within = scored.filter(({ places, ownPlaces }) =>
    (by === 'itself' ? ownPlaces : places).every((place) => place <= most),
  );
  return within.length / scored.length;
}
