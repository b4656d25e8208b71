import { speaksOf } from '../judge/index.js';
import {
  type CheckResult,
  isRequirementId,
  type LikelyCause,
  type RequirementResult,
  type RequirementVerdict,
  type Results,
} from '../schemas/index.js';
import { decisiveCheck } from './story.js';
import { unassessed } from './words.js';

/**
 * How a requirement differs between two runs, in the order of a comparison.
 * - `newly-failing`: it passed before and fails now, or it failed before and one more of its checks does now, also behind a
 *   waiver that does not name this check: a regression
 * - `newly-broken`: it fails now and was not passed before, or only a SHOULD or a waived MUST broke: no regression
 * - `fixed`: it was broken and holds now
 * - `no-longer-assessed`: something was said about it, and nothing is now
 * - `newly-assessed`: nothing was said about it, and it is not broken now
 * - `new`: the earlier results do not name it
 * - `changed-evidence`: same verdict, but what the target did to earn it has changed
 */
export type ChangeKind =
  | 'newly-failing'
  | 'newly-broken'
  | 'fixed'
  | 'no-longer-assessed'
  | 'newly-assessed'
  | 'new'
  | 'changed-evidence';

export interface VerdictChange {
  readonly kind: ChangeKind;
  readonly id: string;
  readonly level: RequirementResult['level'];
  readonly profile: RequirementResult['profile'];
  /** Absent if the results do not name the requirement. */
  readonly before?: RequirementVerdict;
  readonly after?: RequirementVerdict;
  /** What the target did, before and after, in the checks' words; else why nothing is said. */
  readonly was: string;
  readonly is: string;
}

export interface Comparison {
  readonly a: Results;
  readonly b: Results;
  readonly changes: readonly VerdictChange[];
  /** Likely causes of the failures after, and not before, and the reverse. No part of the regression. */
  readonly causes: { readonly appeared: readonly LikelyCause[]; readonly gone: readonly LikelyCause[] };
  /** Requirements whose verdict and evidence are the same. */
  readonly unchanged: number;
  /** Whether something that passed before fails now; the exit code is 1 on this alone. */
  readonly regression: boolean;
}

const broken: ReadonlySet<RequirementVerdict> = new Set(['fail', 'warn', 'waived']);
const failing: ReadonlySet<RequirementVerdict> = new Set(['fail', 'waived']);

/** Compares two results, requirement by requirement. `a` came before `b`. */
export function compare(a: Results, b: Results): Comparison {
  const before = new Map(a.requirements.map((requirement) => [requirement.id, requirement]));
  const after = new Map(b.requirements.map((requirement) => [requirement.id, requirement]));
  const ids = [...new Set([...after.keys(), ...before.keys()])];
  const changes = ids.flatMap((id) => change(before.get(id), after.get(id)) ?? []);
  return {
    a,
    b,
    changes,
    causes: { appeared: causesOnlyOf(b, a), gone: causesOnlyOf(a, b) },
    unchanged: ids.length - changes.length,
    regression: changes.some(({ kind }) => kind === 'newly-failing'),
  };
}

/** Likely causes that explain failures of one run, and that the diagnosis of the other does not name at all. */
function causesOnlyOf(one: Results, other: Results): LikelyCause[] {
  const named = new Set(
    other.diagnosis?.flatMap(({ defect, alike = [] }) => [defect, ...alike.map((each) => each.defect)]),
  );
  return (one.diagnosis ?? []).filter(
    ({ defect, insteadOf }) => insteadOf === undefined && !named.has(defect),
  );
}

function change(
  a: RequirementResult | undefined,
  b: RequirementResult | undefined,
): VerdictChange | undefined {
  const named = b ?? a;
  if (!named) return undefined;
  const kind = kindOf(a, b);
  if (!kind) return undefined;
  return {
    kind,
    id: named.id,
    level: named.level,
    profile: named.profile,
    ...(a ? { before: a.verdict } : {}),
    ...(b ? { after: b.verdict } : {}),
    was: a ? describeFailures(a) : 'not named in the earlier results',
    is: b ? describeFailures(b, a) : absent(named.id),
  };
}

function kindOf(a: RequirementResult | undefined, b: RequirementResult | undefined): ChangeKind | undefined {
  if (!a) return 'new';
  if (!b) return unassessed.has(a.verdict) ? undefined : 'no-longer-assessed';
  if (b.verdict === 'fail' && a.verdict === 'pass') return 'newly-failing';
  if (failing.has(b.verdict) && (failing.has(a.verdict) || b.verdict === 'fail'))
    if (newlyFailingChecks(a, b).length > 0) return 'newly-failing';
  if (broken.has(b.verdict) && !broken.has(a.verdict)) return 'newly-broken';
  if (unassessed.has(b.verdict)) return unassessed.has(a.verdict) ? undefined : 'no-longer-assessed';
  if (broken.has(a.verdict) && !broken.has(b.verdict)) return 'fixed';
  if (unassessed.has(a.verdict)) return 'newly-assessed';
  return a.verdict !== b.verdict || evidence(a) !== evidence(b) ? 'changed-evidence' : undefined;
}

/**
 * A requirement that was broken already, waived or not, can still get worse: a check that passed fails now. One that its
 * waiver names is known to fail.
 */
function newlyFailingChecks(a: RequirementResult, b: RequirementResult): CheckResult[] {
  const passed = new Set(a.checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
  const named = b.waiver?.checks ?? [];
  return b.checks.filter(
    (check) => check.verdict === 'fail' && passed.has(check.id) && !speaksOf(named, check),
  );
}

/** What the target did, without what differs from run to run: ids, seeds, counts, the text of passing checks. */
function evidence({ checks }: RequirementResult): string {
  const told = checks
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, verdict, expected, actual, stability }) => [id, verdict, expected, actual, stability]);
  return JSON.stringify(told.sort(([left = ''], [right = '']) => (left < right ? -1 : 1)));
}

function describeFailures(requirement: RequirementResult, earlier?: RequirementResult): string {
  const worse = earlier ? newlyFailingChecks(earlier, requirement)[0] : undefined;
  const check = worse ?? decisiveCheck(requirement);
  const text = check?.actual ?? check?.reason ?? '';
  return requirement.verdict === 'pass' || text === '' ? '' : check ? `${check.title}: ${text}` : text;
}

function absent(id: string): string {
  return isRequirementId(id) ? 'not named in the later results' : 'no longer in the catalogue';
}
