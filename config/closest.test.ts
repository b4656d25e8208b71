import { expect, test } from '@playwright/test';
import { closest } from './index.js';

for (const [word, known, hint] of [
  ['erport', ['report', 'run', 'requirements'], ' Did you mean report?'],
  ['R-16', ['RL-16', 'RS-16', 'RS-17'], ' Did you mean RL-16 or RS-16?'],
  ['lpk-ver', ['LKP-VER', 'LKP-VER-NPM'], ' Did you mean LKP-VER?'],
  ['OP-99', ['OP-01', 'RL-01', 'OP-02'], ' Did you mean OP-01 or OP-02?'],
  ['an unknown', ['an unknown parameter first', 'a known one'], ' Did you mean an unknown parameter first?'],
  ['zzz', ['report', 'run'], ''],
] as const)
  test(`${word} ${hint === '' ? 'resembles none of' : 'is taken for a slip among'} ${known.join(', ')}`, () => {
    expect(closest(word, known)).toBe(hint);
  });
