import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { FixtureSet, PackageVersionFixture } from '../schemas/fixture-set.js';
import {
  defaultFixtures,
  FixtureError,
  type LoadedFixtures,
  readFixtures,
  writeFixtures,
} from '../targets/fixtures/index.js';

const [control, ...others] = defaultFixtures().set.packageVersions as readonly [
  PackageVersionFixture,
  ...PackageVersionFixture[],
];

/** The control alone: a set that is quickly written. */
const small: LoadedFixtures = { ...defaultFixtures(), set: { packageVersions: [control] } };

function withoutFiles(set: FixtureSet): unknown {
  return JSON.parse(JSON.stringify(set, (key, value: unknown) => (key === 'file' ? undefined : value)));
}

function hashOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

function newFolder(): string {
  return test.info().outputPath('fixtures');
}

async function errorOf(action: Promise<unknown>): Promise<FixtureError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FixtureError);
  return error as FixtureError;
}

test.describe('write, then read', () => {
  test('the default set comes back, with the bytes in files', async () => {
    const folder = newFolder();
    await writeFixtures(defaultFixtures(), folder);
    const read = await readFixtures(folder);

    expect(withoutFiles(read.set)).toEqual(defaultFixtures().set);
    const assets = read.set.packageVersions.flatMap((version) => version.assets);
    expect(assets.map((asset) => [asset.file, read.path(asset), hashOf(read.bytes(asset))])).toEqual(
      assets.map(({ sha256 }) => [`assets/${sha256}`, join(folder, 'assets', sha256), sha256]),
    );
    expect((await readdir(folder)).sort()).toEqual(['assets', 'fixtures.json']);
    expect(await readFile(join(folder, 'fixtures.json'), 'utf8')).toMatch(/^\{\n {2}"packageVersions": \[\n/);
  });

  test('assets of which only the hash is known have no file', async () => {
    const folder = newFolder();
    await writeFixtures({ ...small, bytes: () => undefined }, folder);
    const read = await readFixtures(folder);

    expect(read.set).toEqual(small.set);
    expect(control.assets.map((asset) => read.bytes(asset) ?? read.path(asset))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await readdir(join(folder, 'assets'))).toEqual([]);
  });

  test('members that the schema does not know are allowed', async () => {
    const folder = newFolder();
    await writeFixtures(small, folder);
    await edit(folder, (list) => ({ ...list, note: 'mine' }));
    expect(await readFixtures(folder)).toHaveProperty('set.note', 'mine');
  });

  test('bytes are read when they are requested', async () => {
    const folder = newFolder();
    await writeFixtures(small, folder);
    const read = await readFixtures(folder);
    await rm(join(folder, 'assets'), { recursive: true });
    expect(() => read.set.packageVersions[0]?.assets.map((asset) => read.bytes(asset))).toThrow('ENOENT');
  });
});

test.describe('writing again', () => {
  test('an older set is replaced, and its files go', async () => {
    const folder = newFolder();
    await writeFixtures(defaultFixtures(), folder);
    await writeFixtures(small, folder);
    expect(withoutFiles((await readFixtures(folder)).set)).toEqual(small.set);
    expect((await readdir(join(folder, 'assets'))).sort()).toEqual(
      control.assets.map(({ sha256 }) => sha256).sort(),
    );
  });

  test('a set can be written to the folder that it was read from', async () => {
    const folder = newFolder();
    await writeFixtures(small, folder);
    const read = await readFixtures(folder);
    const revised = { packageVersions: [{ ...control, revision: 'assigned' }] };
    const inMemory = () => {
      throw new Error('files are copied, however large, and not read into memory');
    };
    await writeFixtures({ ...read, set: revised, bytes: inMemory }, folder);
    expect(withoutFiles((await readFixtures(folder)).set)).toEqual(revised);
  });

  test('a write that fails leaves the older set as it was', async () => {
    const folder = newFolder();
    await writeFixtures(small, folder);
    const failing: LoadedFixtures = {
      ...defaultFixtures(),
      bytes: (asset) => {
        if (asset.name === others.at(-1)?.assets[0]?.name) throw new Error('the disk is full');
        return defaultFixtures().bytes(asset);
      },
    };
    const error = await errorOf(writeFixtures(failing, folder));
    expect(error.message).toContain('could not be written (the disk is full)');
    expect(withoutFiles((await readFixtures(folder)).set)).toEqual(small.set);
    expect((await readdir(folder)).sort()).toEqual(['assets', 'fixtures.json']);
  });

  for (const foreign of ['notes.txt', 'assets/notes.txt']) {
    test(`a folder that holds ${foreign} is refused and left alone`, async () => {
      const folder = newFolder();
      await mkdir(join(folder, 'assets'), { recursive: true });
      await writeFile(join(folder, foreign), 'mine');
      const error = await errorOf(writeFixtures(small, folder));
      expect(error.message).toBe(
        `${folder}: the folder holds files that are not of a fixture set ("${foreign}"). Name an empty or a new folder.`,
      );
      expect(await readFile(join(folder, foreign), 'utf8')).toBe('mine');
      expect(await readdir(folder)).not.toContain('fixtures.json');
    });
  }

  test('a file in place of the folder', async () => {
    const folder = newFolder();
    await writeFile(folder, 'mine');
    expect((await errorOf(writeFixtures(small, folder))).message).toContain('this is a file, not a folder');
  });
});

/** A change to the list of the small set as it is on disk. Loosely typed: its results are wrong on purpose. */
type Edit = (list: {
  packageVersions: [Record<string, unknown> & { assets: Record<string, unknown>[] }];
}) => unknown;

async function edit(folder: string, change: Edit): Promise<void> {
  const file = join(folder, 'fixtures.json');
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')))));
}

test.describe('a list that cannot be used', () => {
  const inVersion =
    (members: Record<string, unknown>): Edit =>
    ({ packageVersions: [version] }) => ({ packageVersions: [{ ...version, ...members }] });
  const inAsset =
    (members: Record<string, unknown>): Edit =>
    ({ packageVersions: [version] }) => ({
      packageVersions: [{ ...version, assets: [{ ...version.assets[0], ...members }] }],
    });
  const version = '/packageVersions/0';
  const asset = `${version}/assets/0`;
  const schemaHint = 'Correct it: schemas/fixtures.schema.json describes every field.';

  const cases: readonly (readonly [title: string, change: Edit, pointer: string, message: string])[] = [
    ['not an object', () => [], '', `: must be object. ${schemaHint}`],
    ['no package versions', () => ({}), '', `must have required property 'packageVersions'. ${schemaHint}`],
    ['unknown format', inVersion({ format: 'NPM' }), `${version}/format`, 'allowed values: npm, pypi, maven'],
    [
      'unknown status',
      inVersion({ status: 'published' }),
      `${version}/status`,
      'allowed values: Published, ',
    ],
    ['domain of one character', inVersion({ domain: 'd' }), `${version}/domain`, 'fewer than 2 characters'],
    ['domain with a line end', inVersion({ domain: 'abc\n' }), `${version}/domain`, 'must match pattern'],
    ['owner of 11 digits', inVersion({ domainOwner: '1'.repeat(11) }), `${version}/domainOwner`, 'pattern'],
    [
      'repository that starts with a dot',
      inVersion({ repository: '.a' }),
      `${version}/repository`,
      'pattern',
    ],
    ['empty namespace', inVersion({ namespace: '' }), `${version}/namespace`, 'fewer than 1 characters'],
    ['package with a slash', inVersion({ package: 'a/b' }), `${version}/package`, 'must match pattern'],
    ['version with a space', inVersion({ version: '1 0' }), `${version}/version`, 'must match pattern'],
    [
      'revision of 51',
      inVersion({ revision: 'r'.repeat(51) }),
      `${version}/revision`,
      'more than 50 characters',
    ],
    ['asset name with a tab', inAsset({ name: 'a\tb' }), `${asset}/name`, 'must match pattern'],
    ['asset name of 256', inAsset({ name: 'a'.repeat(256) }), `${asset}/name`, 'more than 255 characters'],
    ['negative size', inAsset({ size: -1 }), `${asset}/size`, 'must be >= 0'],
    ['hash in upper case', inAsset({ sha256: 'A'.repeat(64) }), `${asset}/sha256`, 'must match pattern'],
    ['file above the folder', inAsset({ file: 'assets/../../x' }), `${asset}/file`, 'must match pattern'],
    ['file with an absolute path', inAsset({ file: '/etc/hosts' }), `${asset}/file`, 'must match pattern'],
    [
      'missing file',
      inAsset({ file: 'assets/gone' }),
      `${asset}/file`,
      '"assets/gone" does not exist. Put the bytes',
    ],
    [
      'folder for a file',
      inAsset({ file: 'assets' }),
      `${asset}/file`,
      '"assets" is not a file. Put the bytes',
    ],
    [
      'wrong size',
      inAsset({ size: 1 }),
      `${asset}/size`,
      ` bytes, not 1. Restore the file, or write the set again`,
    ],
    [
      'wrong hash',
      inAsset({ sha256: '0'.repeat(64) }),
      `${asset}/sha256`,
      `, not ${'0'.repeat(64)}. Restore the file`,
    ],
    [
      'package version twice',
      ({ packageVersions: [one] }) => ({ packageVersions: [one, { ...one, assets: [] }] }),
      '/packageVersions/1',
      'the same package version as at /packageVersions/0. Remove one of the two.',
    ],
    [
      'asset name twice',
      ({ packageVersions: [one] }) => ({
        packageVersions: [{ ...one, assets: [...one.assets, one.assets[0]] }],
      }),
      `${version}/assets/3`,
      `the same asset name as at ${version}/assets/0. Remove one of the two.`,
    ],
    [
      'repository twice',
      (list) => {
        const downstream = { domain: 'conformance', repository: 'downstream', upstreams: ['main'] };
        return { ...list, repositories: [downstream, downstream] };
      },
      '/repositories/1',
      'the same repository as at /repositories/0. Remove one of the two.',
    ],
  ];

  for (const [title, change, pointer, message] of cases) {
    test(title, async () => {
      const folder = newFolder();
      await writeFixtures(small, folder);
      await edit(folder, change);
      const error = await errorOf(readFixtures(folder));
      expect(error.message).toContain(message);
      expect(error.pointer ?? '').toBe(pointer);
      const list = join(folder, 'fixtures.json');
      expect(error.message.startsWith(pointer === '' ? `${list}: ` : `${list} at ${pointer}: `)).toBe(true);
    });
  }

  test('not JSON', async () => {
    const folder = newFolder();
    await writeFixtures(small, folder);
    await writeFile(join(folder, 'fixtures.json'), '{ "packageVersions": [');
    expect((await errorOf(readFixtures(folder))).message).toMatch(
      /fixtures\.json: this is not JSON \(.+\)\. Correct it, or write a new one with `codeartifact-conformance fixtures write DIR`\.$/,
    );
  });

  test('no list at all', async () => {
    expect((await errorOf(readFixtures(newFolder()))).message).toMatch(
      /fixtures\.json: there is no such file\. Name a folder that holds a fixtures\.json, or write one with `.+`\.$/,
    );
  });

  test('changed bytes of the right size', async () => {
    const folder = newFolder();
    await writeFixtures(small, folder);
    const [first] = (await readFixtures(folder)).set.packageVersions[0]?.assets ?? [];
    await writeFile(join(folder, first?.file ?? ''), 'x'.repeat(first?.size ?? 0));
    const error = await errorOf(readFixtures(folder));
    expect(error.pointer).toBe(`${asset}/sha256`);
  });
});
