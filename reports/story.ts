import { leavesIncomplete } from '../judge/index.js';
import {
  type CheckResult,
  type Profile,
  profiles,
  type RequirementResult,
  type RequirementVerdict,
  type Results,
} from '../schemas/index.js';
import { wording } from './catalogue.js';
import { needsAttention } from './evidence.js';
import { count, duration, line, listed } from './text.js';
import { unassessed, verdictWords } from './words.js';

/** What a report tells before it shows anything: how the verdict came about, what to fix, what was left out. */
export interface Story {
  /** Sentences, the deciding one first. */
  readonly because: readonly string[];
  /** Broken requirements, MUST before SHOULD, in the order of the catalogue. */
  readonly toFix: readonly RequirementResult[];
  readonly notAssessed: readonly NotAssessed[];
  readonly counts: Readonly<Record<RequirementVerdict, number>>;
}

/** Requirements that nothing can be said about, for one reason. */
export interface NotAssessed {
  readonly verdict: RequirementVerdict;
  readonly reason: string;
  /** Whether these were to be assessed; false for profiles that are not claimed and for what was not selected. */
  readonly claimed: boolean;
  readonly requirements: readonly RequirementResult[];
}

/** Puts results into words. Pure; judges nothing that the results don't say. */
export function storyOf(results: Results): Story {
  const counts = countVerdicts(results.requirements);
  return {
    because: because(results),
    toFix: toFix(results.requirements),
    notAssessed: notAssessed(results),
    counts,
  };
}

/** How many requirements have each verdict. */
export function countVerdicts(
  requirements: readonly RequirementResult[],
): Readonly<Record<RequirementVerdict, number>> {
  const counts = Object.fromEntries(Object.keys(verdictWords).map((verdict) => [verdict, 0]));
  for (const { verdict } of requirements) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts as Record<RequirementVerdict, number>;
}

/** The target as a reader would call it: vendor, product and version if known, else its endpoint. */
export function targetName({ target }: Results): string {
  const { vendor, product, version } = target.identity;
  const maker = vendor && product?.startsWith(vendor) ? undefined : vendor;
  const name = [maker, product, version].filter(Boolean).join(' ');
  return name === '' ? target.endpoint : name;
}

/** The check that best explains a verdict: the first that has the same one, else the first broken one. */
export function decisiveCheck(requirement: RequirementResult): CheckResult | undefined {
  const { checks, verdict } = requirement;
  return checks.find((check) => check.verdict === verdict) ?? checks.find(needsAttention) ?? checks[0];
}

/** What happened, in one line: the observed response, else the reason why there is no verdict. */
export function decisiveLine(requirement: RequirementResult, limit = 240): string {
  const check = decisiveCheck(requirement);
  return line(check?.actual ?? check?.reason ?? verdictWords[requirement.verdict]?.meaning ?? '', limit);
}

function because(results: Results): string[] {
  const { run, requirements, waiverErrors = [] } = results;
  const claimed = new Set<Profile>(run.claimed);
  const inClaimed = requirements.filter((requirement) => claimed.has(requirement.profile));
  const having = (...verdicts: RequirementVerdict[]) =>
    inClaimed.filter((requirement) => verdicts.includes(requirement.verdict)).length;
  const musts = inClaimed.filter((requirement) => requirement.level === 'MUST');
  const assessed = musts.filter((requirement) => !unassessed.has(requirement.verdict)).length;
  const sentences: string[] = [];

  const failing = having('fail');
  if (failing > 0) {
    sentences.push(
      `${count(failing, 'MUST requirement')} of ${listed(brokenProfiles(inClaimed))} ${failing === 1 ? 'is' : 'are'} broken.`,
    );
  }
  if (waiverErrors.length > 0) {
    sentences.push(
      `${count(waiverErrors.length, 'waiver')} matched nothing or expired, which counts as a failure.`,
    );
  }
  if (run.interrupted !== undefined)
    sentences.push(`The run did not come to its end: ${line(run.interrupted).replace(/[.…]$/, '')}.`);
  if (run.only)
    sentences.push(`Only ${count(run.only.length, 'requirement')} were selected, so no profile is complete.`);
  if (run.shard)
    sentences.push(
      `This is part ${run.shard.index} of ${run.shard.of} of a run; merge the parts for a verdict.`,
    );
  if (run.proxied)
    sentences.push(
      `${count(run.exchanges, 'exchange')} of a client passed through the proxy: what the client did not ask for was not assessed, so no profile is complete.`,
    );
  const open = inClaimed.filter(({ level, verdict }) => leavesIncomplete(level, verdict)).length;
  if (open > 0 && !run.proxied)
    sentences.push(`${count(open, 'claimed requirement')} could not be assessed.`);
  const waived = having('waived');
  if (waived > 0)
    sentences.push(`${count(waived, 'broken requirement')} ${waived === 1 ? 'is' : 'are'} waived.`);
  if (failing + open + waived === 0 && assessed > 0) {
    sentences.push(
      `${assessed === 1 ? 'The one MUST requirement' : `All ${count(assessed, 'MUST requirement')}`} assessed in ${listed([...claimed])} ${assessed === 1 ? 'holds' : 'hold'}.`,
    );
  } else if (assessed > 0) {
    const passed = musts.filter((requirement) => requirement.verdict === 'pass').length;
    sentences.push(
      `${passed} of ${count(assessed, 'assessed MUST requirement')} ${passed === 1 ? 'holds' : 'hold'}.`,
    );
  }
  const warned = having('warn');
  if (warned > 0)
    sentences.push(
      `${count(warned, 'recommendation')} (SHOULD) ${warned === 1 ? 'is' : 'are'} not followed; that does not decide the verdict.`,
    );
  if (assessed === 0) sentences.push('No MUST requirement was assessed.');
  return sentences;
}

function brokenProfiles(requirements: readonly RequirementResult[]): string[] {
  const broken = new Set(
    requirements.filter(({ verdict }) => verdict === 'fail').map(({ profile }) => profile),
  );
  return profiles.filter((profile) => broken.has(profile));
}

function toFix(requirements: readonly RequirementResult[]): RequirementResult[] {
  const order: readonly RequirementVerdict[] = ['fail', 'warn'];
  return order.flatMap((verdict) => requirements.filter((requirement) => requirement.verdict === verdict));
}

function notAssessed({ run, requirements }: Results): NotAssessed[] {
  const claimed = new Set<Profile>(run.claimed);
  const open = requirements.filter(({ verdict }) => unassessed.has(verdict));
  const groups = new Map<string, NotAssessed>();
  const add = (requirement: RequirementResult, reason: string, isWanted: boolean): void => {
    const { verdict } = requirement;
    const key = `${verdict} ${reason}`;
    const before = groups.get(key)?.requirements ?? [];
    groups.set(key, { verdict, reason, claimed: isWanted, requirements: [...before, requirement] });
  };
  const unclaimed = new Set(open.map(({ profile }) => profile).filter((profile) => !claimed.has(profile)));
  const names = listed(profiles.filter((profile) => unclaimed.has(profile)));
  for (const requirement of open) {
    const isSelected = run.only?.includes(requirement.id) ?? true;
    if (unclaimed.has(requirement.profile)) add(requirement, `Not claimed: ${names}`, false);
    else if (isSelected) add(requirement, unassessedReason(requirement, run), true);
    else add(requirement, 'Not selected for this run', false);
  }
  return [...groups.values()].sort((a, b) => verdictWords[a.verdict].worst - verdictWords[b.verdict].worst);
}

function unassessedReason(requirement: RequirementResult, { proxied }: Results['run']): string {
  const { excluded } = wording(requirement.id);
  if (proxied && requirement.checks.length === 0 && !excluded) return 'No request of the client shows it';
  return line(decisiveCheck(requirement)?.reason ?? excluded ?? verdictWords[requirement.verdict].meaning);
}

/** The run in a line: `2,143 exchanges in 4.1 s, seed 7, 100 cases for each property`. */
export function runLine({ run }: Results): string {
  const passed = `${count(run.exchanges, 'exchange')} in ${duration(run.durationMs)}`;
  return run.proxied
    ? `${passed}, seen by the proxy`
    : `${passed}, seed ${run.seed}, ${count(run.cases, 'case')} for each property`;
}
