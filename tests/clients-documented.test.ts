import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Called, callClient, type OfficialClient } from '../targets/clients/index.js';
import { startReferenceServer } from '../targets/reference/index.js';
import { packageFile } from './set-up/package-files.js';

/** The driver that docs/clients.md shows as an example, as somebody would add it. */
function documentedDriver(folder: string): OfficialClient {
  const page = readFileSync(packageFile('docs/clients.md'), 'utf8');
  const [, program = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const [, manifest = '{}'] = /It needs `(\{.*?\})`/.exec(page) ?? [];
  writeFileSync(join(folder, 'driver.mjs'), program);
  return { ...JSON.parse(manifest), name: 'fetch', folder };
}

const values = {
  domain: 'conformance',
  'domain-owner': '111122223333',
  repository: 'main',
  format: 'generic',
  namespace: 'com.example',
  package: 'names',
  version: '1.0.0',
  asset: 'a b.txt',
};

test('the driver of docs/clients.md works as it stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'documented-driver-'));
  const server = await startReferenceServer();
  try {
    const client = documentedDriver(folder);
    const target = { endpoint: server.url, region: 'us-east-1', timeout: 20_000 };
    const call = (headers: Record<string, string> = {}): Promise<Called> =>
      callClient(client, { target, values, headers, limit: 1024 });
    const served = await call();
    expect(served.client?.output).toMatchObject({
      assetName: 'a b.txt',
      packageVersion: '1.0.0',
      asset: { size: 105 },
    });
    const refused = await call({ 'x-conformance-scenario': 'ConflictException' });
    expect(refused.client?.error).toMatchObject({ name: 'ConflictException', typed: true, status: 409 });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
