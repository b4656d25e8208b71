import type { RecordedBody, RecordedExchange } from '../judge/index.js';
import type { Results } from '../schemas/index.js';

/** What a target might send to run, hide, reorder or end something. */
export const POISON = [
  '<script>window.pwned = true</script>',
  '<img src=x onerror="window.pwned = true">',
  '"><svg onload=window.pwned=true>',
  "' onmouseover='window.pwned = true",
  '</style></title></script><h1>owned</h1>',
  'javascript:window.pwned=true',
  '[click](javascript:window.pwned=true) | `tick` @everyone',
  '\u001b]8;;http://evil.example\u0007\u001b[2J',
  '\u202egnp.exe\u2066\u200b\u0000\ufeff\u2028\ud800',
  ']]>&amp;&#x3c;%0A::error::owned\r\n::error::owned',
].join(' ');

/** Members that hold the results together, and those whose values are fixed: results with others are none. */
const structural: ReadonlySet<string> = new Set([
  ...['id', 'check', 'requirement', 'exchanges', 'claimed', 'only', 'level', 'profile', 'verdict'],
  ...['role', 'kind', 'sha256', 'catalogueDigest', 'recordingDigest'],
]);

/** Texts that become a hundred thousand characters long. */
const MOST_LONG = 20;
const long = '\u0000A\u202e<'.repeat(25_000);

const isBody = (value: object): value is RecordedBody => 'head' in value && 'complete' in value;

/** The same results and exchanges with poison after every text that a target or a user provides. */
export function poisoned(
  results: Results,
  recorded: readonly RecordedExchange[],
): { readonly results: Results; readonly recorded: readonly RecordedExchange[] } {
  let texts = 0;
  const poison = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') {
      texts += 1;
      return structural.has(key) ? value : `${value} ${POISON}${texts <= MOST_LONG ? long : ''}`;
    }
    if (Array.isArray(value)) return value.map((each) => poison(each, key));
    if (typeof value !== 'object' || value === null) return value;
    if (isBody(value)) return { ...value, head: Buffer.from(POISON).toString('base64') };
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, poison(own, name)]));
  };
  const withMore = {
    ...results,
    waiverErrors: ['RL-01 matches nothing'],
    run: { ...results.run, interrupted: 'SIGINT' },
  };
  return {
    results: poison(withMore) as Results,
    recorded: recorded.map((exchange) => poison(exchange) as RecordedExchange),
  };
}
