import { defined } from '../schemas/index.js';
import { type BrokenCase, hunt, type SendCase, tryEarlier } from './case-hunt.js';
import type { Check, PropertyCase } from './check.js';
import type { CheckHistory } from './check-history.js';
import { type CheckSender, Untestable } from './check-sender.js';
import type { RunContext } from './run-context.js';

/** A 32-bit number from the seed of the run and the check, so that a check has the same cases in any company. */
export function seedOfCheck(seed: number, id: string): number {
  let hash = seed | 0;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}

/**
 * One attempt at a property: first the cases that failed in earlier runs, then generated ones. Once a case is known to
 * break the requirement, an attempt sends only that one.
 *
 * @param known the case that an earlier attempt found
 * @returns the smallest case that breaks the requirement, if one was found
 */
export async function tryGeneratedCases(
  check: Check & Required<Pick<Check, 'cases'>>,
  known: BrokenCase<PropertyCase> | undefined,
  { history, sender, context }: { history: CheckHistory; sender: CheckSender; context: RunContext },
): Promise<BrokenCase<PropertyCase> | undefined> {
  const before = history.sent;
  let untestable: Untestable | undefined;
  const trial: SendCase<PropertyCase> = async (generated, keep) => {
    try {
      return await tryCase(generated, keep, sender);
    } catch (error) {
      // Other cases have other controls; that this one failed is recorded, and counts unless one of them is broken.
      if (!(error instanceof Untestable)) throw error;
      untestable ??= error;
      return 'holds';
    }
  };
  if (known) {
    await trial(known.case, true);
    return known;
  }
  const { corpus, seed, cases, concurrency, path, fixtures } = context;
  const arbitrary = check.cases(fixtures);
  const failures = corpus.filter((failure) => failure.check === check.id);
  const earlier = await tryEarlier(arbitrary, failures, trial);
  history.earlier = [
    ...history.earlier,
    ...earlier.map(({ case: { summary }, state }) => ({ value: summary, state })),
  ];
  const found =
    earlier.find(({ state }) => state === 'still failing') ??
    (await hunt(
      arbitrary,
      {
        seed: seedOfCheck(seed, check.id),
        count: cases,
        concurrency,
        ...defined({ path }),
      },
      trial,
    ));
  if (untestable && history.sent === before) throw untestable;
  return found;
}

/**
 * Sends one generated case after its control.
 *
 * @throws Untestable if the control is not served, or the case is not wanted any more
 */
async function tryCase(
  { request, expects }: PropertyCase,
  keep: boolean,
  sender: CheckSender,
): ReturnType<SendCase<PropertyCase>> {
  // Numbered before anything is waited for: the number is that of the case, whichever control is served first.
  const label = sender.label('subject', expects, { beyond: request.isBeyond });
  if (request.needsControl) await sender.control(request.asset);
  const { failure } = await sender.send(request.plan, label, { keep, size: request.asset.fixture.size });
  const wrong = sender.wrong(label.id);
  if (!wrong) return 'holds';
  return wrong === 'broken' && failure?.kind !== 'timeout' ? 'broken' : 'silent';
}
