import type { RecordedExchange } from '../judge/index.js';
import type { Results } from '../schemas/index.js';
import type { Evidence } from './evidence.js';
import { EvidenceCollector } from './evidence-collector.js';
import type { KnownRecording } from './known-recording.js';
import { recordedLines } from './verify/recorded-lines.js';

/** Keeps of all recorded exchanges those that a report of these results shows. */
export function selectEvidence(results: Results, recorded: readonly RecordedExchange[]): Evidence {
  const collector = new EvidenceCollector(results);
  for (const exchange of recorded) collector.add(exchange);
  for (const exchange of recorded) collector.addBody(exchange);
  return collector.evidence(0);
}

/**
 * Reads `exchanges.ndjson` line by line and keeps only what a report of these results shows. If a response had the
 * wrong bytes, it reads once more, to see whether another one had the right ones.
 * @throws if the file cannot be read
 */
export async function readEvidence(file: string, results: Results): Promise<Evidence> {
  const collector = new EvidenceCollector(results);
  let unreadable = 0;
  for await (const { text } of recordedLines(file)) {
    const exchange = parseLine(text);
    if (exchange) collector.add(exchange);
    else unreadable += 1;
  }
  await addBodies(file, collector);
  return collector.evidence(unreadable);
}

/**
 * The same from a recording of which it is known what is where: only what the report shows is read.
 * @throws if the file cannot be read
 */
export async function knownEvidence(
  file: string,
  results: Results,
  known: KnownRecording,
): Promise<Evidence> {
  const collector = new EvidenceCollector(results);
  const controls = [...collector.controlled].flatMap((check) => known.controlOf(check) ?? []);
  for (const exchange of known.read(new Set([...collector.wanted, ...controls]))) collector.add(exchange);
  await addBodies(file, collector);
  return { ...collector.evidence(0), times: known.times };
}

/** Where a response had the wrong bytes, finds another one that had the right ones. */
async function addBodies(file: string, collector: EvidenceCollector): Promise<void> {
  if (collector.lacking.size === 0) return;
  for await (const { text = '' } of recordedLines(file)) {
    if (collector.lacking.size === 0) break;
    if (![...collector.lacking].some((sha256) => text.includes(sha256))) continue;
    const exchange = parseLine(text);
    if (exchange) collector.addBody(exchange);
  }
}

function parseLine(text = ''): RecordedExchange | undefined {
  try {
    const value = JSON.parse(text) as Partial<RecordedExchange> | null;
    const whole = typeof value?.id === 'string' && value.request !== undefined && value.timing !== undefined;
    return whole ? (value as RecordedExchange) : undefined;
  } catch {
    return undefined;
  }
}
