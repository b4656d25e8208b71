import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { NoExchange } from '../../targets/clients/index.js';
import { inFolder } from '../set-up/cli-process.js';
import { type FrontServer, startFront } from '../set-up/front-server.js';
import { hasOpenssl, makeCa, type PrivateCa, tlsFront } from '../set-up/private-ca.js';
import { callAt } from './call.js';
import { eachClient } from './each-client.js';
import { forwardProxy } from './forward-proxy.js';

/** Serves an asset to everybody, and remembers what it was asked with. */
const anyTarget = (): Promise<FrontServer> =>
  startFront((_request, response) => {
    response.writeHead(200, { 'X-AssetName': 'a.bin' }).end('served');
    return 'answered';
  });

/** Runs `use` against a target with a certificate of a private authority. */
const overTls = (use: (url: string, ca: PrivateCa) => Promise<void>): Promise<void> =>
  inFolder(async (folder) => {
    const ca = makeCa(folder);
    const target = await anyTarget();
    const front = await tlsFront(Number(new URL(target.url).port), ca.issue('IP:127.0.0.1'));
    try {
      await use(`https://127.0.0.1:${front.port}`, ca);
    } finally {
      await front.close();
      await target.close();
    }
  });

const needsOpenssl = (): void => test.skip(!hasOpenssl, 'openssl is not installed here');

eachClient('trusts the private authority that it is told of', async (client) => {
  needsOpenssl();
  await overTls(async (url, ca) => {
    const { response, failure } = await callAt(client, url, { ca: readFileSync(ca.file, 'utf8') });
    expect(failure).toBeUndefined();
    expect(response?.body.size).toBe('served'.length);
  });
});

eachClient('trusts no authority that it is not told of', async (client) => {
  needsOpenssl();
  await overTls(async (url) => {
    const call = callAt(client, url);
    await expect(call).rejects.toThrow(NoExchange);
    await expect(call).rejects.toThrow(`${client.title} got no response`);
  });
});

eachClient('goes through a proxy', async (client) => {
  const target = await anyTarget();
  const proxy = await forwardProxy();
  try {
    const { response } = await callAt(client, target.url, { proxy: proxy.url });
    expect(response?.body.size).toBe('served'.length);
    const { host } = new URL(target.url);
    expect(proxy.asked).toEqual([expect.stringMatching(`^(CONNECT ${host}|GET http://${host}/)`)]);
  } finally {
    await proxy.close();
    await target.close();
  }
});

eachClient('goes through a proxy to a target with a private authority', async (client) => {
  needsOpenssl();
  const proxy = await forwardProxy();
  try {
    await overTls(async (url, ca) => {
      const { response } = await callAt(client, url, {
        ca: readFileSync(ca.file, 'utf8'),
        proxy: proxy.url,
      });
      expect(response?.body.size).toBe('served'.length);
      expect(proxy.asked).toEqual([`CONNECT ${new URL(url).host}`]);
    });
  } finally {
    await proxy.close();
  }
});

const keys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'a-token-of-a-session',
};

eachClient('signs with temporary credentials, and tells nobody', async (client) => {
  const target = await anyTarget();
  try {
    const called = await callAt(client, target.url, { credentials: async () => keys });
    const [headers = {}] = target.headers;
    expect(headers['x-amz-security-token']).toBe(keys.sessionToken);
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/.*x-amz-security-token/);
    const told = JSON.stringify(called);
    for (const secret of Object.values(keys)) expect(told).not.toContain(secret);
    expect(told).not.toContain(/Signature=(\w+)/.exec(headers.authorization ?? '')?.[1]);
  } finally {
    await target.close();
  }
});

eachClient('signs nothing without credentials', async (client) => {
  const target = await anyTarget();
  try {
    await callAt(client, target.url);
    expect(target.headers).toHaveLength(1);
    expect(target.headers[0]?.authorization).toBeUndefined();
  } finally {
    await target.close();
  }
});
