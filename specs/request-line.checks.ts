import {
  type AssetRequest,
  type AssetUnderTest,
  type Check,
  check,
  clientError,
  notImplemented,
  notTheAsset,
  requestFor,
} from '../engine/index.js';
import type { Expectation, RequestPlan } from '../judge/index.js';
import { operation } from '../schemas/index.js';
import { respeltPaths } from './request-line.paths.js';

const { path } = operation;

/** Sends the valid request in a way that is not the operation's. */
const unlike = (asset: AssetUnderTest, change: Partial<RequestPlan>): AssetRequest =>
  requestFor(asset).sentAs(change).beyond();

/**
 * A check on a path that is not the operation's: whatever comes back, it is not the asset. A web application that gives
 * its start page for every unknown path serves no operation there.
 */
function notClaimed(title: string, change: Partial<RequestPlan>): Check {
  return check('RL-02', title, ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(unlike(asset, change)).toBe(notTheAsset(asset, [200, 599]));
  });
}

const unknownOperation: Expectation = {
  kind: 'refused',
  allowed: [{ status: 404, type: 'UnknownOperationException' }],
};

/** Method and path. */
export const requestLine: readonly Check[] = [
  check('RL-01', 'GET', ({ fixtures, expect }) => expect(requestFor(fixtures.usual())).toServe()),
  check('RL-02', 'the documented path', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual())).toServe(),
  ),
  notClaimed('one letter more: /assets', { path: `${path}s` }),
  notClaimed('one letter less: /asse', { path: path.slice(0, -1) }),
  notClaimed('a further segment', { path: `${path}/x` }),
  notClaimed('a segment before', { path: `/v1${path}` }),
  notClaimed('a segment missing', { path: '/v1/package/asset' }),
  notClaimed('another version', { path: '/v2/package/version/asset' }),
  notClaimed('no version', { path: '/package/version/asset' }),
  notClaimed('first segment in upper case', { path: '/V1/package/version/asset' }),
  notClaimed('last segment in upper case', { path: '/v1/package/version/ASSET' }),
  notClaimed('capitalised segments', { path: '/v1/Package/Version/Asset' }),
  notClaimed('a file extension', { path: `${path}.json` }),
  notClaimed('a path parameter', { path: `${path};conformance=1` }),
  notClaimed('a letter escaped twice', { path: path.replace('asset', '%2561sset') }),
  check('RL-02', 'the path with dots, empty segments and needless escapes', async ({ fixtures, expect }) => {
    for (const respelt of respeltPaths)
      await expect(unlike(fixtures.usual(), { path: respelt })).toBeObserved('put right, or unknown');
  }),
  check('RL-09', 'HTTP/1.1', ({ fixtures, expect }) => expect(requestFor(fixtures.usual())).toServe()),
  check('RL-10', 'one trailing slash', ({ fixtures, expect }) =>
    expect(unlike(fixtures.usual(), { path: `${path}/` })).toServe(),
  ),
  ...['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) => [
    check('RL-11', method, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(unlike(asset, { method })).toBe(notTheAsset(asset, clientError, notImplemented));
    }),
    check('RL-12', method, ({ fixtures, expect }) =>
      expect(unlike(fixtures.usual(), { method })).toBe(unknownOperation),
    ),
  ]),
  ...['OPTIONS', 'PROPFIND'].map((method) =>
    check('RL-11', `${method} does not return the asset`, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(unlike(asset, { method })).toBe(notTheAsset(asset, [200, 599]));
    }),
  ),
  check('RL-11', 'HEAD does not return the asset', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(unlike(asset, { method: 'HEAD', reading: 'past-the-end' })).toBe(
      notTheAsset(asset, [200, 599]),
    );
  }),
  check('RL-12', 'an unknown path', ({ fixtures, expect }) =>
    expect(unlike(fixtures.usual(), { path: '/v1/conformance/no-such-operation' })).toBe(unknownOperation),
  ),
  check('RL-13', 'HEAD', ({ fixtures, expect }) =>
    expect(unlike(fixtures.usual(), { method: 'HEAD' })).toBeObserved('supported or not'),
  ),
  ...[
    { title: 'no query', query: '' },
    { title: 'an unknown parameter and no other', query: 'x-conformance=1' },
    { title: 'an unknown key without a value and no other', query: 'x-conformance' },
  ].map(({ title, query }) =>
    check('RL-25', title, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).query(query)).toBeInvalid(),
    ),
  ),
  check('RL-26', 'the target as an absolute URL', ({ fixtures, expect }) =>
    expect(unlike(fixtures.usual(), { form: 'absolute' })).toServe(),
  ),
  check('RL-26', 'an unknown asset as an absolute URL', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual())
        .with({ asset: 'conformance-no-such-asset.bin' })
        .sentAs({ form: 'absolute' })
        .beyond(),
    ).toBeNotFound('asset'),
  ),
];
