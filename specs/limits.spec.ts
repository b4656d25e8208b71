import { requirement, test } from './test.js';

test.describe('Limits and large assets', () => {
  test(
    ...requirement(
      'LM-01',
      'Calls beyond the quota of the account, 50 a second by default, MAY be throttled.',
    ),
  );
  test(...requirement('LM-03', 'An asset of 100 MiB MUST arrive whole.'));
  test(...requirement('LM-04', 'Large assets that are downloaded at the same time MUST each arrive whole.'));
  test(...requirement('LM-05', 'An asset of 5 GiB MAY be held, and arrives whole if it is.'));
});
