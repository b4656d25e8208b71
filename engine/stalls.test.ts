import { expect, test } from '@playwright/test';
import { recordedWith } from '../judge/exchange.test-data.js';
import type { RecordedExchange } from '../judge/index.js';
import { Stalls } from './stalls.js';

const failure = { kind: 'timeout', message: 'no complete response' } as const;

/** A request of a check that timed out. */
const hung = (check: string): RecordedExchange => ({ ...recordedWith({ failure }), check });

/** Stalls, with a clock of ours. */
function started() {
  let now = 0;
  const stalls = new Stalls(() => now);
  return {
    stalls,
    at: (ms: number) => {
      now = ms;
      return stalls;
    },
  };
}

test('a request that hangs while nobody gets a response is excused', () => {
  const { at } = started();
  const exchange = hung('A/one');
  at(100).responded();
  at(10_110).hung(exchange, 90);
  expect(at(10_500).excuseInKnown(exchange), 'nobody knows of a stall').toBe(false);
  expect(at(10_500).excuseInNew(exchange)).toBe(true);
  expect(at(10_500).excuses(exchange)).toBe(true);
});

test('all that hung in a stall which is known are excused, also of the same check', () => {
  const { at } = started();
  const exchanges = [hung('A/one'), hung('A/one'), hung('B/two')] as const;
  for (const exchange of exchanges) at(10_000).hung(exchange, 0);
  expect(at(10_500).excuseInNew(exchanges[0])).toBe(true);
  expect(exchanges.map((exchange) => at(10_600).excuseInKnown(exchange))).toEqual([true, true, true]);
});

test('a request that hangs beside others which get their responses is not', () => {
  const { at } = started();
  const exchange = hung('A/one');
  at(5000).responded();
  at(10_000).hung(exchange, 0);
  expect(at(10_500).excuseInNew(exchange)).toBe(false);
  expect(at(10_500).excuses(exchange)).toBe(false);
});

test('a check whose request hangs again is not excused again', () => {
  const { at } = started();
  const [first, second] = [hung('A/one'), hung('A/one')];
  at(10_000).hung(first, 0);
  expect(at(10_500).excuseInNew(first)).toBe(true);
  at(10_600).responded();
  at(20_700).hung(second, 10_700);
  expect(at(21_000).excuseInKnown(second)).toBe(false);
  expect(at(21_000).excuseInNew(second)).toBe(false);
});
