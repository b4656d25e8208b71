import { type Check, check, get, observed, served } from '../engine/index.js';

const json = '{"asset":"other"}';

/** Request body and content types. */
export const requestBody: readonly Check[] = [
  check('RB-01', 'no body, no Content-Type, no Accept', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  check('RB-02', 'a JSON body on the GET', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const plan = { ...get(asset.values, [['content-type', 'application/json']]), body: json };
    await send(plan, observed('ignored, 415, 406, or another refusal'), {
      beyond: true,
      size: asset.asset.size,
    });
  }),
  ...['*/*', 'application/octet-stream', 'application/*'].map((accept) =>
    check('RB-03', `Accept: ${accept}`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(get(asset.values, [['accept', accept]]), served(asset), { beyond: true });
    }),
  ),
];
