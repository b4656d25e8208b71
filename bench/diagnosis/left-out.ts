import { type Dictionary, diagnose, type KnownDefect } from '../../reports/diagnosis/index.js';
import type { Figure } from '../figure.js';
import type { Observed } from './observe.js';
import type { PlannedTrial } from './plan.js';

/** A cause that is said to be likelier counts as one that a reader relies on. */
const sure = 0.8;
/** Defects that are so similar to one that is left out are left out with it, from 0 to 1. */
const nearTwin = 0.5;

/** What a diagnosis makes of a defect that its dictionary lacks. */
export interface LeftOut {
  readonly defect: string;
  /** Causes by their confidence, and whether what they say is a part of what the server does. */
  readonly told: readonly {
    readonly defect: string;
    readonly confidence: number;
    readonly isPart: boolean;
  }[];
}

/**
 * Diagnoses a server with a dictionary that knows neither its defect nor the near twins of it: as if nobody had seeded it.
 * Undefined if the server broke nothing.
 */
export function leaveOut(
  { defects: [id] }: PlannedTrial,
  observed: Observed,
  dictionary: Dictionary,
): LeftOut | undefined {
  const seen = observed.requirements.some(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const defect = dictionary.defects.find((each) => each.id === id);
  if (!seen || !defect) return undefined;
  const others = dictionary.defects.filter((each) => each !== defect && similarity(defect, each) < nearTwin);
  const known = new Map(others.map((each) => [each.id, each]));
  const causes = diagnose(observed, { ...dictionary, defects: others });
  return {
    defect: defect.id,
    told: causes
      .filter(({ insteadOf }) => insteadOf === undefined)
      .map(({ defect: named, confidence }) => ({
        defect: named,
        confidence,
        isPart: isPart(known.get(named), defect),
      })),
  };
}

/** The causes that a reader would rely on, and that are not there. */
export const surelyWrong = ({ told }: LeftOut): LeftOut['told'] =>
  told.filter(({ confidence, isPart: right }) => confidence >= sure && !right);

export function leftOutFigures(servers: readonly LeftOut[]): readonly Figure[] {
  const share = (of: readonly unknown[]): number => (of.length / Math.max(1, servers.length)) * 100;
  const wrong = share(servers.filter((server) => surelyWrong(server).length > 0));
  const conditions = `${servers.length} servers with one defect, which the dictionary lacks`;
  return [
    {
      subject: `a defect that nobody seeded: a wrong cause with ${sure * 100} % or more`,
      measured: `${wrong.toFixed(1)} %`,
      conditions,
      bar: { value: Math.round(wrong * 10) / 10, limit: 10, sense: 'at most', unit: '%' },
    },
    {
      subject: 'a defect that nobody seeded: no cause at all',
      measured: `${share(servers.filter(({ told }) => told.length === 0)).toFixed(1)} %`,
      conditions,
    },
  ];
}

/** How much of what two defects show is the same: checks, symptoms and cases, from 0 to 1. */
function similarity(one: KnownDefect, other: KnownDefect): number {
  const all = new Set([...one.failures.keys(), ...other.failures.keys()]).size;
  let common = 0;
  for (const [check, failure] of one.failures) {
    const theirs = other.failures.get(check);
    if (theirs) common += overlap(failure.symptoms, theirs.symptoms) * overlap(failure.cases, theirs.cases);
  }
  return all === 0 ? 0 : common / all;
}

function overlap(one: readonly string[], other: readonly string[]): number {
  const all = new Set([...one, ...other]).size;
  return all === 0 ? 1 : one.filter((each) => other.includes(each)).length / all;
}

/** Whether all that a cause brings about is brought about by a defect as well: what the cause says is true of it. */
function isPart(cause: KnownDefect | undefined, defect: KnownDefect): boolean {
  if (!cause) return false;
  return [...cause.failures].every(([check, { symptoms, cases }]) => {
    const whole = defect.failures.get(check);
    return (
      whole !== undefined &&
      symptoms.every((each) => whole.symptoms.includes(each)) &&
      cases.every((each) => whole.cases.includes(each))
    );
  });
}
