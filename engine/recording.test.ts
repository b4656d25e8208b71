import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { RecordedExchange } from '../judge/index.js';
import { Recording } from './recording.js';

const exchange = (serial: number, message: string): RecordedExchange => ({
  id: `OP-01/a check#${serial}`,
  check: 'OP-01/a check',
  requirement: 'OP-01',
  role: 'subject',
  attempt: 1,
  expects: { kind: 'observed', question: '' },
  request: { method: 'GET', origin: 'http://127.0.0.1', target: '/', headers: [] },
  failure: { kind: 'closed', message },
  timing: { startedAt: 0, endedAfter: serial },
});

/** Of one byte, of several, and longer than what is gathered before it is written. */
const exchanges = ['a', 'é€\u{1f600}', '€'.repeat(200_000), 'b'].map((message, index) =>
  exchange(index + 1, message),
);

function inFolder(use: (file: string) => Promise<void> | void): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recording-'));
    try {
      await use(join(folder, 'exchanges.ndjson'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

test(
  'what was added is read back, and stands in the file in order',
  inFolder((file) => {
    const recording = new Recording(file);
    for (const each of exchanges) recording.add(each);
    const [first, , third] = exchanges;
    expect(recording.read([third?.id ?? '', first?.id ?? '', 'unknown'])).toEqual([third, first]);
    const { digest } = recording;
    recording.close();
    recording.add(exchange(9, 'too late'));
    const bytes = readFileSync(file);
    expect(bytes.toString()).toBe(exchanges.map((each) => `${JSON.stringify(each)}\n`).join(''));
    expect(digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    expect(recording.latencies).toEqual([1, 2, 3, 4]);
  }),
);

test(
  'what was added is soon in the file, though the recording goes on',
  inFolder(async (file) => {
    const recording = new Recording(file);
    recording.add(exchange(1, 'a'));
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('"OP-01/a check#1"');
    recording.close();
  }),
);
