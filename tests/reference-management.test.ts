import { createHash } from 'node:crypto';
import {
  CodeartifactClient,
  ConflictException,
  CreateDomainCommand,
  CreateRepositoryCommand,
  DeleteDomainCommand,
  DeletePackageVersionsCommand,
  DeleteRepositoryCommand,
  DescribeDomainCommand,
  DescribePackageVersionCommand,
  DescribeRepositoryCommand,
  DisposePackageVersionsCommand,
  GetPackageVersionAssetCommand,
  ListDomainsCommand,
  ListPackagesCommand,
  ListPackageVersionAssetsCommand,
  ListPackageVersionsCommand,
  ListRepositoriesInDomainCommand,
  PublishPackageVersionCommand,
  ResourceNotFoundException,
  UpdatePackageVersionsStatusCommand,
  ValidationException,
} from '@aws-sdk/client-codeartifact';
import { expect, test } from '@playwright/test';
import { defaultFixtures } from '../targets/fixtures/index.js';
import {
  emptyStore,
  exampleCredentials,
  type ReferenceServerOptions,
  startReferenceServer,
} from '../targets/reference/index.js';

const hex = (content: Uint8Array, algorithm = 'sha256') =>
  createHash(algorithm).update(content).digest('hex');

/** The official client at a target of its own, signatures required. */
async function withClient(
  options: Pick<ReferenceServerOptions, 'fixtures'>,
  use: (client: CodeartifactClient) => Promise<void>,
): Promise<void> {
  const server = await startReferenceServer({ ...options, auth: 'sigv4' });
  const client = new CodeartifactClient({
    endpoint: server.url,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: exampleCredentials,
  });
  try {
    await use(client);
  } finally {
    client.destroy();
    await server.close();
  }
}

const place = { domain: 'made', repository: 'here' };
const version = { ...place, format: 'generic', namespace: 'n', package: 'p' } as const;

function publish(name: string, content: string, unfinished = false) {
  const assetContent = Buffer.from(content);
  return new PublishPackageVersionCommand({
    ...version,
    packageVersion: '1.0.0',
    assetName: name,
    assetContent,
    assetSHA256: hex(assetContent),
    unfinished,
  });
}

async function prepared(client: CodeartifactClient): Promise<void> {
  await client.send(new CreateDomainCommand({ domain: place.domain }));
  await client.send(new CreateRepositoryCommand({ ...place, repository: 'above' }));
  await client.send(new CreateRepositoryCommand({ ...place, upstreams: [{ repositoryName: 'above' }] }));
}

test('domains and repositories: created once, described, listed, deleted when empty', async () => {
  await withClient({ fixtures: emptyStore }, async (client) => {
    await prepared(client);
    await expect(client.send(new CreateDomainCommand({ domain: 'made' }))).rejects.toBeInstanceOf(
      ConflictException,
    );
    await expect(client.send(new CreateRepositoryCommand(place))).rejects.toBeInstanceOf(ConflictException);
    await expect(client.send(new CreateDomainCommand({ domain: 'X' }))).rejects.toBeInstanceOf(
      ValidationException,
    );
    const described = await client.send(new DescribeDomainCommand({ domain: 'made' }));
    expect(described.domain).toMatchObject({ name: 'made', repositoryCount: 2, status: 'Active' });
    expect(described.domain?.createdTime).toBeInstanceOf(Date);
    const { repository } = await client.send(new DescribeRepositoryCommand(place));
    expect(repository?.upstreams).toEqual([{ repositoryName: 'above' }]);
    expect((await client.send(new ListDomainsCommand({}))).domains?.map(({ name }) => name)).toEqual([
      'made',
    ]);
    const first = await client.send(new ListRepositoriesInDomainCommand({ domain: 'made', maxResults: 1 }));
    expect(first.repositories).toHaveLength(1);
    const { nextToken } = first;
    const second = await client.send(
      new ListRepositoriesInDomainCommand({ domain: 'made', maxResults: 1, nextToken }),
    );
    expect([second.repositories?.[0]?.name, second.nextToken]).toEqual(['here', undefined]);
    await expect(client.send(new DeleteDomainCommand({ domain: 'made' }))).rejects.toBeInstanceOf(
      ConflictException,
    );
    for (const name of ['here', 'above'])
      await client.send(new DeleteRepositoryCommand({ ...place, repository: name }));
    await client.send(new DeleteDomainCommand({ domain: 'made' }));
    await expect(client.send(new DescribeDomainCommand({ domain: 'made' }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });
});

test('a generic version takes assets until it is finished, with a new revision for each', async () => {
  await withClient({ fixtures: emptyStore }, async (client) => {
    await prepared(client);
    const one = await client.send(publish('a b+c%.txt', 'one', true));
    expect(one).toMatchObject({
      status: 'Unfinished',
      version: '1.0.0',
      asset: { name: 'a b+c%.txt', size: 3 },
    });
    expect(one.asset?.hashes?.['SHA-512']).toBe(hex(Buffer.from('one'), 'sha512'));
    const again = await client.send(publish('a b+c%.txt', 'one', true));
    expect(again.versionRevision).toBe(one.versionRevision);
    await expect(client.send(publish('a b+c%.txt', 'other', true))).rejects.toBeInstanceOf(ConflictException);
    const two = await client.send(publish('two.txt', 'two'));
    expect([two.status, two.versionRevision === one.versionRevision]).toEqual(['Published', false]);
    await expect(client.send(publish('three.txt', 'three'))).rejects.toBeInstanceOf(ConflictException);
    const asset = { ...version, packageVersion: '1.0.0', asset: 'a b+c%.txt' };
    const served = await client.send(new GetPackageVersionAssetCommand(asset));
    expect(await served.asset?.transformToString()).toBe('one');
    expect(served.packageVersionRevision).toBe(two.versionRevision);
    const listed = await client.send(
      new ListPackageVersionAssetsCommand({ ...version, packageVersion: '1.0.0' }),
    );
    expect(listed.versionRevision).toBe(two.versionRevision);
    expect(listed.assets?.map(({ name }) => name)).toEqual(['a b+c%.txt', 'two.txt']);
    const packages = await client.send(new ListPackagesCommand(place));
    expect(packages.packages).toEqual([{ format: 'generic', namespace: 'n', package: 'p' }]);
  });
});

test('a hash that is not that of the content, and other formats, are refused', async () => {
  await withClient({ fixtures: emptyStore }, async (client) => {
    await prepared(client);
    const { input } = publish('a', 'one');
    const publishWith = (change: object) =>
      client.send(new PublishPackageVersionCommand({ ...input, ...change }));
    // The hash is a part of the signature, so it is the signature that is wrong.
    await expect(publishWith({ assetSHA256: hex(Buffer.from('two')) })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    await expect(publishWith({ format: 'npm' })).rejects.toBeInstanceOf(ValidationException);
  });
});

test('statuses are changed for each version by itself, and decide what is served', async () => {
  await withClient({ fixtures: emptyStore }, async (client) => {
    await prepared(client);
    const { versionRevision = '' } = await client.send(publish('a', 'one'));
    const get = () =>
      client.send(new GetPackageVersionAssetCommand({ ...version, packageVersion: '1.0.0', asset: 'a' }));
    const update = (targetStatus: 'Archived' | 'Unlisted', more = {}) =>
      client.send(
        new UpdatePackageVersionsStatusCommand({
          ...version,
          versions: ['1.0.0', '9'],
          targetStatus,
          ...more,
        }),
      );
    const stale = await update('Archived', { versionRevisions: { '1.0.0': 'x' } });
    expect(stale.failedVersions?.['1.0.0']?.errorCode).toBe('MISMATCHED_REVISION');
    const archived = await update('Archived', { versionRevisions: { '1.0.0': versionRevision } });
    expect(archived.successfulVersions?.['1.0.0']).toEqual({ revision: versionRevision, status: 'Archived' });
    expect(archived.failedVersions?.['9']?.errorCode).toBe('NOT_FOUND');
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
    await update('Unlisted');
    expect(await (await get()).asset?.transformToString()).toBe('one');
    await client.send(new DisposePackageVersionsCommand({ ...version, versions: ['1.0.0'] }));
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
    expect((await update('Archived')).failedVersions?.['1.0.0']?.errorCode).toBe('NOT_ALLOWED');
    const described = await client.send(
      new DescribePackageVersionCommand({ ...version, packageVersion: '1.0.0' }),
    );
    expect(described.packageVersion?.status).toBe('Disposed');
    await client.send(new DeletePackageVersionsCommand({ ...version, versions: ['1.0.0'] }));
    await expect(client.send(new ListPackageVersionsCommand(version))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });
});

test('what a fixture set holds is listed, with the hashes of its assets', async () => {
  const fixtures = defaultFixtures();
  await withClient({ fixtures }, async (client) => {
    for (const held of fixtures.set.packageVersions.slice(0, 12)) {
      const listed = await client.send(
        new ListPackageVersionAssetsCommand({ ...held, packageVersion: held.version, maxResults: 1000 }),
      );
      expect(listed.versionRevision).toBe(held.revision);
      expect(
        listed.assets?.map(({ name, size, hashes }) => ({ name, size, sha256: hashes?.['SHA-256'] })),
      ).toEqual(held.assets);
    }
  });
});
