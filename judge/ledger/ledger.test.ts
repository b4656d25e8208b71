import { expect, test } from '@playwright/test';
import { recordedWith, servedResponse } from '../exchange.test-data.js';
import type { RecordedExchange } from '../recording.js';
import { judgeExchange, Ledger } from './ledger.js';
import { ruleCheckId } from './rule-check.js';

let serial = 0;
const exchange = (
  content: string,
  about: Partial<Pick<RecordedExchange, 'attempt' | 'role'>> = {},
  headers: Readonly<Record<string, string | undefined>> = {},
): RecordedExchange => ({
  ...recordedWith({ response: servedResponse(headers, content) }, about),
  id: `RS-01/check#${++serial}`,
});
const again = (headers: Readonly<Record<string, string | undefined>>): RecordedExchange => ({
  ...exchange('hello', {}, headers),
  check: ruleCheckId('RS-04'),
  requirement: 'RS-04',
});

function ledgerOf(...exchanges: readonly RecordedExchange[]): Ledger {
  const ledger = new Ledger();
  for (const each of exchanges) ledger.add(each, judgeExchange(each));
  return ledger;
}

test('adds the attempts of a check up to its verdict', () => {
  const ledger = ledgerOf(exchange('hello', { attempt: 1 }), exchange('hallo', { attempt: 2 }));
  const entry = ledger.checks.get('RS-01/check');
  expect(entry?.subjects).toBe(2);
  expect(entry?.conclusion('MUST')).toMatchObject({ verdict: 'fail', stability: 'flaky (1 of 2)' });
  expect(entry?.conclusion('MUST', 3).verdict).toBe('indeterminate');
});

test('every response counts for the rules, whatever it was requested for', () => {
  const ledger = ledgerOf(exchange('hello'), exchange('hello', { role: 'control' }));
  expect(ledger.rules.get('RS-04')).toMatchObject({ judged: 2, offence: undefined });
  expect(ledger.rules.get('RS-04')?.verdict('MUST')).toBe('pass');
});

test('one response that breaks a rule is enough, and a repetition says how stable that is', () => {
  const without = { 'X-AssetName': undefined };
  const ledger = ledgerOf(exchange('hello'), exchange('hello', {}, without), again(without), again({}));
  const entry = ledger.rules.get('RS-04');
  expect(entry?.verdict('MUST')).toBe('fail');
  expect(entry?.verdict('SHOULD')).toBe('warn');
  expect(entry?.stability).toBe('flaky (2 of 3)');
  // Repetitions are no further evidence.
  expect(entry?.judged).toBe(2);
});

test('what breaks off while the target responds to nobody is no evidence, and a whole response is', () => {
  const failure = { kind: 'closed', message: 'other side closed' } as const;
  const cut: RecordedExchange = { ...exchange('hel'), failure };
  const probe = (answered: boolean): RecordedExchange => {
    const { response, ...sent } = exchange('hello', { role: 'probe' });
    return answered ? { ...sent, ...(response ? { response } : {}) } : { ...sent, failure };
  };
  const verdict = (...exchanges: readonly RecordedExchange[]) =>
    ledgerOf(exchange('hello'), ...exchanges)
      .rules.get('RS-15')
      ?.verdict('MUST');
  expect(verdict(cut, probe(true))).toBe('fail');
  expect(verdict(cut, probe(false))).toBe('pass');
  // A run sends no probe if the target stalled.
  expect(verdict(cut)).toBe('pass');
  const whole = exchange('hello', {}, { 'X-AssetName': undefined });
  expect(ledgerOf(whole, cut, probe(false)).rules.get('RS-04')?.verdict('MUST')).toBe('fail');
});

test('the earliest exchange is shown, in whatever order responses come', () => {
  const [first, second] = [exchange('hello'), exchange('hello')];
  for (const ledger of [ledgerOf(first, second), ledgerOf(second, first)]) {
    expect(ledger.checks.get('RS-01/check')?.example()?.id).toBe(first.id);
    expect(ledger.rules.get('RS-04')?.decisive?.exchange.id).toBe(first.id);
  }
});

test('what it holds does not grow with the number of exchanges', () => {
  const many = Array.from({ length: 500 }, (_, index) => exchange(index % 2 === 0 ? 'hello' : 'hallo'));
  const entry = ledgerOf(...many).checks.get('RS-01/check');
  expect(entry?.subjects).toBe(500);
  expect(entry?.judged.length).toBeLessThan(20);
  expect(entry?.ids(undefined)).toHaveLength(10);
  // The last one that broke the requirement is the smallest case after shrinking.
  expect(entry?.lastBroken()?.id).toBe(many.at(-1)?.id);
});

test('an exchange that is only counted decides nothing', () => {
  const ledger = ledgerOf(exchange('hello'));
  const broken = exchange('hallo');
  ledger.count(broken, judgeExchange(broken));
  expect(ledger.checks.get('RS-01/check')?.subjects).toBe(2);
  expect(ledger.checks.get('RS-01/check')?.conclusion('MUST').verdict).toBe('pass');
});
