import { expect, test } from '@playwright/test';
import { SignatureV4 } from '@smithy/signature-v4';
import * as fc from 'fast-check';
import { Sha256 } from '../sigv4/index.js';
import { PlainSigner } from './plain-signature.js';
import { queryBag, type SignableRequest } from './signable-request.js';

const identity = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const ordinary: SignableRequest = {
  method: 'GET',
  origin: new URL('http://127.0.0.1:4566'),
  path: '/v1/package/version/asset',
  query: 'domain=conformance&asset=a%20b.txt',
  headers: [['user-agent', 'codeartifact-conformance']],
};

/** What the library makes of the same request: the headers that it adds. */
async function byLibrary(
  { method, origin, path, query, headers, body }: SignableRequest,
  credentials: typeof identity & { readonly sessionToken?: string },
  time: number,
): Promise<[string, string][]> {
  const signer = new SignatureV4({
    service: 'codeartifact',
    region: 'eu-west-1',
    credentials,
    sha256: Sha256,
    applyChecksum: true,
  });
  const own = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const { headers: signed } = await signer.sign(
    {
      method,
      protocol: origin.protocol,
      hostname: origin.hostname,
      path,
      query: queryBag(query),
      headers: { ...own, host: origin.host },
      ...(body === undefined ? {} : { body }),
    },
    { signingDate: new Date(time) },
  );
  return Object.entries(signed).filter(([name]) => name !== 'host' && !(name in own));
}

test('signs generated requests as the library does', async () => {
  const signer = new PlainSigner('eu-west-1');
  const piece = fc.string({ unit: 'binary', maxLength: 6 }).map((text) => encodeURIComponent(text));
  const query = fc
    .array(
      fc.oneof(
        piece,
        fc.tuple(piece, piece).map((pair) => pair.join('=')),
      ),
      { maxLength: 5 },
    )
    .map((pieces) => pieces.join('&'));
  const token = fc.option(fc.string({ minLength: 1 }), { nil: undefined });
  const headers = fc.array(
    fc.tuple(
      fc.constantFrom('Accept', 'Range', 'X-Other', 'User-Agent', 'Connection', 'Content-Type'),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(
      query,
      headers,
      fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
      token,
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
      async (raw, fields, body, sessionToken, date) => {
        const request = { ...ordinary, query: raw, headers: fields, ...(body === undefined ? {} : { body }) };
        const credentials = { ...identity, ...(sessionToken === undefined ? {} : { sessionToken }) };
        const time = date.getTime();
        expect(signer.sign(request, credentials, time)).toEqual(await byLibrary(request, credentials, time));
      },
    ),
  );
});

test('leaves to the library what it does not know how to sign', () => {
  const signer = new PlainSigner('eu-west-1');
  for (const path of ['/', '//v1', '/v1/../v1', '/v1/package/', '/v1/p%61ckage', '/v1/a b'])
    expect(signer.sign({ ...ordinary, path }, identity), path).toBeUndefined();
  for (const name of ['x-amz-date', 'X-Amz-Content-Sha256', 'Authorization'])
    expect(signer.sign({ ...ordinary, headers: [[name, 'own']] }, identity), name).toBeUndefined();
});

test('makes another key for another day, and for other credentials', async () => {
  const signer = new PlainSigner('eu-west-1');
  const other = { ...identity, secretAccessKey: 'another' };
  for (const [credentials, time] of [
    [identity, Date.UTC(2026, 0, 1)],
    [identity, Date.UTC(2026, 0, 2)],
    [other, Date.UTC(2026, 0, 2)],
  ] as const)
    expect(signer.sign(ordinary, credentials, time)).toEqual(await byLibrary(ordinary, credentials, time));
});
