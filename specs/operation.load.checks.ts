import { type Check, check, get, loadTitle, observed, served, without } from '../engine/index.js';

/** Valid requests at a time. */
const crowd = 32;
const unknown = 'conformance-no-such-name';

/**
 * What the run has found out about load and connections by the time at which all other checks have been carried out. Last,
 * so that whatever failed beside others, and succeeded alone, is in the evidence; each also tries for itself.
 */
export const load: readonly Check[] = [
  check(
    'OP-04',
    loadTitle('OP-04'),
    async ({ fixtures, send }) => {
      const asset = fixtures.usual();
      const others = [
        { ...asset.values, asset: unknown },
        { ...asset.values, domain: unknown },
        without(asset.values, 'asset'),
        without(asset.values, 'domain'),
      ];
      await send(get(asset.values), served(asset));
      for (const values of others) {
        await send(get(values), observed('what the connection was used for before'));
        await send(get(asset.values), served(asset));
      }
    },
    { alone: true },
  ),
  check(
    'OP-05',
    loadTitle('OP-05'),
    async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await Promise.all(Array.from({ length: crowd }, () => send(get(asset.values), served(asset))));
    },
    { alone: true },
  ),
];
