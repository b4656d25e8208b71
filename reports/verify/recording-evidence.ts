import { isRuleCheck, judgeExchange, Ledger, type RecordedExchange, visible } from '../../judge/index.js';
import type { RequirementId, Results } from '../../schemas/index.js';
import type { Problem } from './problem.js';
import { recordedLines } from './recorded-lines.js';

/** What a recording shows, judged again from its first line to its last. */
export interface RecordingEvidence {
  readonly recorded: number;
  /** What the exchanges add up to, by the same ledger as in the run. */
  readonly ledger: Ledger;
  /** Ids of published checks for which an exchange that they list shows what they say was expected and came back. */
  readonly quoted: ReadonlySet<string>;
  /** Ids that published checks list, as far as they are in the recording. */
  readonly found: ReadonlySet<string>;
  /** Whether one id stands on several lines, as it can if shards repeated the same rule. */
  readonly repeated: boolean;
  readonly problems: readonly Problem[];
}

/** What a published check says that its exchanges showed. */
interface Quote {
  readonly check: string;
  readonly requirement: RequirementId;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
}

/**
 * Judges every recorded exchange again, with the same checks and rules as the run.
 *
 * @throws if the file cannot be read
 */
export async function readRecordingEvidence(file: string, results: Results): Promise<RecordingEvidence> {
  const quotes = quotesOf(results);
  const ledger = new Ledger();
  const quoted = new Set<string>();
  const found = new Set<string>();
  const ids = new Set<string>();
  const problems: Problem[] = [];
  let recorded = 0;
  let repeated = false;

  const note = (exchange: RecordedExchange): void => {
    const judgement = judgeExchange(exchange);
    ledger.add(exchange, judgement);
    for (const quote of quotes.get(exchange.id) ?? []) {
      found.add(exchange.id);
      const findings = isRuleCheck(quote.check)
        ? judgement.rules.filter(({ requirement }) => requirement === quote.requirement)
        : [judgement.own?.finding];
      if (findings.some((each) => each?.expected === quote.expected && each?.actual === quote.actual))
        quoted.add(quote.check);
    }
  };

  for await (const { number, text } of recordedLines(file)) {
    const where = `exchanges.ndjson, line ${number}`;
    recorded += 1;
    try {
      const exchange = parseExchange(text);
      if (ids.has(exchange.id)) {
        repeated = true;
        if (!isRuleCheck(exchange.check))
          problems.push({
            where,
            what: `${visible(exchange.id)} was recorded before: an exchange was added`,
          });
      }
      ids.add(exchange.id);
      note(exchange);
    } catch (error) {
      problems.push({ where, what: `is not a recorded exchange: ${visible((error as Error).message)}` });
    }
  }
  return { recorded, ledger, quoted, found, repeated, problems };
}

function quotesOf(results: Results): Map<string, Quote[]> {
  const quotes = new Map<string, Quote[]>();
  for (const { id: requirement, checks } of results.requirements)
    for (const { id: check, exchanges, expected, actual } of checks)
      for (const exchange of exchanges)
        quotes.set(exchange, [...(quotes.get(exchange) ?? []), { check, requirement, expected, actual }]);
  return quotes;
}

const roles: ReadonlySet<unknown> = new Set(['control', 'subject', 'probe']);

/** Only what judging relies on is looked at; whatever else is wrong in a line shows when it is judged. */
function parseExchange(text: string | undefined): RecordedExchange {
  if (text === undefined) throw new Error('the line is too long');
  const value = JSON.parse(text) as Partial<RecordedExchange> | null;
  const { id, check, requirement, role, attempt, expects, request } = value ?? {};
  if (typeof id !== 'string' || typeof check !== 'string' || typeof requirement !== 'string')
    throw new Error('it has no id, check or requirement');
  if (!check.startsWith(`${requirement}/`) || !id.startsWith(`${check}#`))
    throw new Error(`${id}, ${check} and ${requirement} do not belong together`);
  if (!roles.has(role) || !Number.isInteger(attempt)) throw new Error('it has no role or attempt');
  if (expects === undefined || request === undefined) throw new Error('it has no expectation or request');
  return value as RecordedExchange;
}
