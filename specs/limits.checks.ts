import { type Check, check, requestFor } from '../engine/index.js';
import { huge, large } from './sizes.js';

/** Large assets: whole, streamed, and several at once. */
export const limits: readonly Check[] = [
  check('LM-01', 'the quota of the account', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual())).toBeObserved('not exercised: a run never tries to be throttled'),
  ),
  check('LM-03', 'an asset of 100 MiB', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.find('asset of 100 MiB', large))).toServe(),
  ),
  check('LM-04', 'four large assets at once', async ({ fixtures, expect }) => {
    const assets = fixtures.where('asset of 100 MiB', large);
    const four = [...assets, ...assets, ...assets, ...assets].slice(0, 4);
    await Promise.all(four.map((asset) => expect(requestFor(asset)).toServe()));
  }),
  check('LM-05', 'an asset of 5 GiB', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.find('asset of 5 GiB', huge))).toServe(),
  ),
];
