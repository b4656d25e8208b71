import {
  type Check,
  check,
  clientError,
  get,
  notImplemented,
  notTheAsset,
  observed,
  served,
} from '../engine/index.js';
import type { RequestPlan } from '../judge/index.js';

/** A check on a path or method that is not the operation's: whatever answers, it is not the asset. */
function notClaimed(title: string, change: (plan: RequestPlan) => Partial<RequestPlan>): Check {
  return check('RL-02', title, async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const plan = get(asset.values);
    await send({ ...plan, ...change(plan) }, notTheAsset(asset, [300, 599]), { beyond: true });
  });
}

/** Method and path. */
export const requestLine: readonly Check[] = [
  check('RL-01', 'GET', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  check('RL-02', 'the documented path', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  notClaimed('one letter more: /assets', (plan) => ({ path: `${plan.path}s` })),
  notClaimed('one letter less: /asse', (plan) => ({ path: plan.path.slice(0, -1) })),
  notClaimed('a further segment', (plan) => ({ path: `${plan.path}/x` })),
  notClaimed('a segment before', (plan) => ({ path: `/v1${plan.path}` })),
  notClaimed('a segment missing', () => ({ path: '/v1/package/asset' })),
  notClaimed('another version', () => ({ path: '/v2/package/version/asset' })),
  notClaimed('no version', () => ({ path: '/package/version/asset' })),
  notClaimed('first segment in upper case', () => ({ path: '/V1/package/version/asset' })),
  notClaimed('last segment in upper case', () => ({ path: '/v1/package/version/ASSET' })),
  notClaimed('capitalised segments', () => ({ path: '/v1/Package/Version/Asset' })),
  notClaimed('a file extension', (plan) => ({ path: `${plan.path}.json` })),
  notClaimed('a path parameter', (plan) => ({ path: `${plan.path};conformance=1` })),
  check('RL-09', 'HTTP/1.1', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
  check('RL-10', 'one trailing slash', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    const plan = get(asset.values);
    await send({ ...plan, path: `${plan.path}/` }, served(asset), { beyond: true });
  }),
  ...['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) => [
    check('RL-11', method, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send({ ...get(asset.values), method }, notTheAsset(asset, clientError, notImplemented), {
        beyond: true,
      });
    }),
    check('RL-12', method, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(
        { ...get(asset.values), method },
        { kind: 'refused', allowed: [{ status: 404, type: 'UnknownOperationException' }] },
        { beyond: true },
      );
    }),
  ]),
  ...['OPTIONS', 'PROPFIND'].map((method) =>
    check('RL-11', `${method} does not return the asset`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send({ ...get(asset.values), method }, notTheAsset(asset, [200, 599]), { beyond: true });
    }),
  ),
  check('RL-11', 'HEAD does not return the asset', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(
      { ...get(asset.values), method: 'HEAD', reading: 'past-the-end' },
      notTheAsset(asset, [200, 599]),
      { beyond: true },
    );
  }),
  check('RL-12', 'an unknown path', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(
      { ...get(asset.values), path: '/v1/conformance/no-such-operation' },
      { kind: 'refused', allowed: [{ status: 404, type: 'UnknownOperationException' }] },
      { beyond: true },
    );
  }),
  check('RL-13', 'HEAD', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send({ ...get(asset.values), method: 'HEAD' }, observed('supported or not'), { beyond: true });
  }),
];
