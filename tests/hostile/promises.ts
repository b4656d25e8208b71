import { expect } from '@playwright/test';
import { validateFile } from '../../schemas/index.js';
import { credentials } from './attack.js';

/** Characters that move a cursor, turn text around or hide it. */
const escapes = /[^\P{Cc}\n\t]|\p{Bidi_Control}/u;

/** What every results folder keeps, whatever the target did: a readable report and valid results. */
export function expectHarmlessFolder(
  files: ReadonlyMap<string, string>,
  authorizations: readonly string[] = [],
): void {
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      'report.html',
      'results.json',
      'junit.xml',
      'summary.md',
      'badge.svg',
      'exchanges.ndjson',
    ]),
  );
  expect(validateFile('results', JSON.parse(files.get('results.json') ?? ''))).toEqual([]);
  const signatures = new Set(
    authorizations.flatMap((value) => /Signature=([0-9a-f]{64})/.exec(value)?.[1] ?? []),
  );
  const keys = Object.values(credentials);
  const leaks = [...files].flatMap(([name, text]) => {
    const all = name === 'exchanges.ndjson' ? `${text}\n${recordedBodies(text)}` : text;
    // There is a signature for each request: each is looked up, and the text is read once.
    const signed = (all.match(/[0-9a-f]{64,}/g) ?? [])
      .flatMap(digestsIn)
      .filter((one) => signatures.has(one));
    return [...keys.filter((key) => all.includes(key)), ...new Set(signed)].map(
      (secret) => `${secret} in ${name}`,
    );
  });
  expect(leaks, 'secrets').toEqual([]);
  const moving = ['summary.md', 'junit.xml', 'report.html', 'badge.svg'].filter((name) =>
    escapes.test(files.get(name) ?? ''),
  );
  expect(moving, 'files with escapes').toEqual([]);
  // The page has one script of its own; text from the target may stand in it only as text.
  expect(/(?:<script>hostile|<img src=x).{0,60}/i.exec(files.get('report.html') ?? '')?.[0]).toBeUndefined();
}

/** Each 64 digits in a row, wherever they begin. */
const digestsIn = (digits: string): string[] =>
  Array.from({ length: digits.length - 63 }, (_, start) => digits.slice(start, start + 64));

/** The recorded bodies as the text that they were: a secret in base64 is as much a secret. */
function recordedBodies(ndjson: string): string {
  return [...ndjson.matchAll(/"head":"([^"]+)"/g)]
    .map(([, head = '']) => Buffer.from(head, 'base64').toString('latin1'))
    .join('\n');
}

/** A terminal must not be moved, coloured or renamed by what a target says. */
export const expectPlainText = (stdout: string): void => expect(escapes.exec(stdout)).toBeNull();
