import { type Check, check, get, observed, served } from '../engine/index.js';
import { huge, large } from './sizes.js';

/** Large assets: whole, streamed, and several at once. */
export const limits: readonly Check[] = [
  check('LM-01', 'the quota of the account', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), observed('not exercised: a run never tries to be throttled'), {
      size: asset.asset.size,
    });
  }),
  check('LM-03', 'an asset of 100 MiB', async ({ fixtures, send }) => {
    const asset = fixtures.find('asset of 100 MiB', large);
    await send(get(asset.values), served(asset));
  }),
  check('LM-04', 'four large assets at once', async ({ fixtures, send }) => {
    const assets = fixtures.where('asset of 100 MiB', large);
    await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const asset = assets[index % assets.length];
        if (asset) await send(get(asset.values), served(asset));
      }),
    );
  }),
  check('LM-05', 'an asset of 5 GiB', async ({ fixtures, send }) => {
    const asset = fixtures.find('asset of 5 GiB', huge);
    await send(get(asset.values), served(asset));
  }),
];
