import { expect, test } from '@playwright/test';
import type { Exchange } from '../judge/index.js';
import { requestFor } from './asset-request.js';
import { expectOver } from './expect.js';
import { FixtureView } from './fixture-view.js';

const fixtures = new FixtureView({
  packageVersions: [
    {
      domain: 'conformance',
      domainOwner: '111122223333',
      repository: 'main',
      format: 'generic',
      namespace: 'example',
      package: 'widget',
      version: '1.0.0',
      assets: [{ name: 'widget.txt', size: 7, sha256: '0'.repeat(64) }],
    },
  ],
});
const asset = fixtures.usual();

const exchange: Exchange = {
  id: 'test',
  request: { method: 'GET', origin: 'http://127.0.0.1', target: '/', headers: [] },
  timing: { startedAt: 0, endedAfter: 0 },
};

/** `expect` of a check, and what it sent: `control`, or the expectation on a subject. */
function recording() {
  const sent: string[] = [];
  const expectRequest = expectOver({
    control: async () => {
      sent.push('control');
      return exchange;
    },
    subject: async (_plan, { kind }, options) => {
      sent.push(options?.beyond ? `${kind}, beyond` : kind);
      return exchange;
    },
    record: async () => exchange,
  });
  return { sent, expectRequest };
}

test('a changed request is sent after its control', async () => {
  const { sent, expectRequest } = recording();
  await expectRequest(requestFor(asset).with({ asset: 'other' })).toBeNotFound('asset');
  await expectRequest(requestFor(asset).headers(['accept', '*/*']).beyond()).toServe();
  expect(sent).toEqual(['control', 'refused', 'control', 'served, beyond']);
});

test('the valid request itself needs no control, also after changes that change nothing', async () => {
  const { sent, expectRequest } = recording();
  await expectRequest(requestFor(asset)).toServe();
  await expectRequest(requestFor(asset).with({ asset: 'widget.txt' })).toServe();
  expect(sent).toEqual(['served', 'served']);
});

test('a request without control stays so through later changes', async () => {
  const { sent, expectRequest } = recording();
  await expectRequest(requestFor(asset).withoutControl().with({ asset: 'other' }).beyond()).toBeObserved('');
  await expectRequest(requestFor(asset).sentAs({ method: 'HEAD' }).withoutControl()).toBeObserved('');
  expect(sent).toEqual(['observed, beyond', 'observed']);
});
