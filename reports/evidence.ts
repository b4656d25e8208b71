import { createReadStream } from 'node:fs';
import type { Exchange, Expectation } from '../checks/index.js';
import type { CheckResult, RequirementId, RequirementVerdict, Results } from '../schemas/index.js';

/** One line of `exchanges.ndjson`: an exchange and what it was sent for. */
export interface RecordedExchange extends Exchange {
  readonly check: string;
  readonly requirement: RequirementId;
  readonly role: 'control' | 'subject';
  readonly attempt: number;
  readonly expects: Expectation;
}

/** The recorded exchanges that a report shows. */
export interface Evidence {
  /** The exchange with this id, where it was kept. */
  readonly find: (id: string) => RecordedExchange | undefined;
  /** The valid neighbour that was sent for this check, where one was and it was kept. */
  readonly control: (check: string) => RecordedExchange | undefined;
  /** Lines that are not a recorded exchange, e.g. the last one of an interrupted run. */
  readonly unreadable: number;
}

/** Shows nothing: for a folder without a recording. */
export const noEvidence: Evidence = { find: () => undefined, control: () => undefined, unreadable: 0 };

const BROKEN: ReadonlySet<RequirementVerdict> = new Set([
  'fail',
  'warn',
  'waived',
  'error',
  'not-testable',
  'indeterminate',
]);

/** Whether a check asks for attention, so that more of its evidence and its control are worth showing. */
export function isBroken(check: CheckResult): boolean {
  return BROKEN.has(check.verdict);
}

/** The ids of a check's exchanges that a report shows: three where it is broken, else one example. */
export function shownExchanges(check: CheckResult): readonly string[] {
  return check.exchanges.slice(0, isBroken(check) ? 3 : 1);
}

/** Keeps of all recorded exchanges those that a report of these results shows. */
export function selectEvidence(results: Results, recorded: Iterable<RecordedExchange>): Evidence {
  const collector = collect(results);
  for (const exchange of recorded) collector.add(exchange);
  return collector.evidence(0);
}

/**
 * Reads `exchanges.ndjson` line by line and keeps only what a report of these results shows.
 * @throws where the file cannot be read
 */
export async function readEvidence(file: string, results: Results): Promise<Evidence> {
  const collector = collect(results);
  let unreadable = 0;
  for await (const text of lines(file)) {
    const exchange = parseLine(text);
    if (exchange) collector.add(exchange);
    else unreadable += 1;
  }
  return collector.evidence(unreadable);
}

/**
 * Lines end at a line feed and nowhere else: a target's text may hold U+2028, which JSON leaves alone and at which
 * `node:readline` would break the line.
 */
async function* lines(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part !== '') yield part;
  }
  if (rest !== '') yield rest;
}

function parseLine(text: string): RecordedExchange | undefined {
  try {
    const value = JSON.parse(text) as Partial<RecordedExchange> | null;
    const whole = typeof value?.id === 'string' && value.request !== undefined && value.timing !== undefined;
    return whole ? (value as RecordedExchange) : undefined;
  } catch {
    return undefined;
  }
}

function collect(results: Results) {
  const wanted = new Set<string>();
  const controlled = new Set<string>();
  for (const { checks } of results.requirements) {
    for (const check of checks) {
      for (const id of shownExchanges(check)) wanted.add(id);
      if (isBroken(check)) controlled.add(check.id);
    }
  }
  const found = new Map<string, RecordedExchange>();
  const controls = new Map<string, RecordedExchange>();
  return {
    add(exchange: RecordedExchange): void {
      if (wanted.has(exchange.id)) found.set(exchange.id, exchange);
      if (exchange.role === 'control' && controlled.has(exchange.check) && !controls.has(exchange.check)) {
        controls.set(exchange.check, exchange);
      }
    },
    evidence: (unreadable: number): Evidence => ({
      find: (id) => found.get(id),
      control: (check) => controls.get(check),
      unreadable,
    }),
  };
}
