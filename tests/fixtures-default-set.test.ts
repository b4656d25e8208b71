import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import {
  type PackageVersionFixture,
  packageFormats,
  packageVersionStatuses,
} from '../schemas/fixture-set.js';
import { defaultFixtures } from '../targets/fixtures/index.js';
import { packageFile } from './set-up/package-files.js';

/** Another digest is another default set: results from before and after cannot be compared any more. */
const frozenDigest = '03bc6df41a91afa04a5cf3e964e81a60d1b8864373496083674fc342e2a41b1d';

const fixtures = defaultFixtures();
const versions = fixtures.set.packageVersions;
const generic = versions.filter(({ format }) => format === 'generic');
const control = known(versions[0], 'control');

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the default set has no ${what}`);
  return value;
}

function names({ assets }: PackageVersionFixture): string[] {
  return assets.map(({ name }) => name);
}

function hashes({ assets }: PackageVersionFixture): string[] {
  return assets.map(({ sha256 }) => sha256);
}

/** The generic package versions of the control's namespace in the main repository. */
function ofPackage(name: string): PackageVersionFixture[] {
  return generic.filter(
    (version) =>
      version.domain === control.domain &&
      version.repository === control.repository &&
      version.namespace === control.namespace &&
      version.package === name,
  );
}

test.describe('reproducible', () => {
  const script = `
    import { defaultFixtures } from ${JSON.stringify(pathToFileURL(packageFile('dist/targets/fixtures/index.js')))};
    import { createHash } from 'node:crypto';
    const { set } = defaultFixtures();
    const digest = createHash('sha256').update(JSON.stringify(set)).digest('hex');
    process.stdout.write(JSON.stringify({ digest }));`;

  test('the same set in every time zone', () => {
    const runs = ['UTC', 'Asia/Tokyo', 'America/St_Johns'].map((TZ) => {
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        env: { ...process.env, TZ },
      });
      expect(stderr).toBe('');
      return JSON.parse(stdout) as { digest: string };
    });
    expect(runs.map(({ digest }) => digest)).toEqual([frozenDigest, frozenDigest, frozenDigest]);
  });

  test('built once', () => {
    expect(defaultFixtures()).toBe(fixtures);
  });

  test('the bytes of every asset have the declared size and hash', () => {
    const assets = versions.flatMap((version) => version.assets);
    const found = assets.map((asset) => {
      const bytes = known(fixtures.bytes(asset), `bytes of ${asset.name}`);
      return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    });
    expect(found).toEqual(assets.map(({ size, sha256 }) => ({ size, sha256 })));
    const sizes = new Map(found.map(({ sha256, size }) => [sha256, size]));
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000);
  });
});

test.describe('coordinates', () => {
  test('the control is a plain generic package version', () => {
    expect(control).toMatchObject({
      domain: 'conformance',
      repository: 'main',
      format: 'generic',
      namespace: 'com.example',
      package: 'widget',
      version: '1.0.0',
      status: 'Published',
      assets: [{ name: 'widget.txt' }, { name: 'widget.bin' }, { name: 'widget.json' }],
    });
  });

  test('one owner, every format, every status of a generic package version, and an unfinished Maven one', () => {
    expect(new Set(versions.map(({ domainOwner }) => domainOwner))).toEqual(new Set(['111122223333']));
    expect(new Set(versions.map(({ format }) => format))).toEqual(new Set(packageFormats));
    expect(new Set(generic.map(({ status }) => status))).toEqual(new Set(packageVersionStatuses));
    expect(versions.some(({ format, status }) => format === 'maven' && status === 'Unfinished')).toBe(true);
    expect(versions.every(({ assets }) => assets.length > 0)).toBe(true);
  });

  for (const coordinate of ['domain', 'repository', 'namespace', 'package', 'version'] as const) {
    test(`a twin of the control differs in the ${coordinate} alone, and in the bytes`, () => {
      const twins = generic.filter(
        (version) =>
          version[coordinate] !== control[coordinate] &&
          same(version, { ...control, [coordinate]: version[coordinate] }) &&
          names(version).join() === names(control).join(),
      );
      expect(twins).not.toEqual([]);
      for (const twin of twins) expect(sharedBytes(twin, control)).toEqual([]);
    });
  }

  for (const format of ['npm', 'maven', 'swift'] as const) {
    test(`a generic twin of the ${format} package differs in the bytes`, () => {
      const package_ = known(
        versions.find(
          (one) => one.format === format && one.namespace !== undefined && one.version === '1.0.0',
        ),
        format,
      );
      const twin = known(
        generic.find((one) => same(one, { ...package_, format: 'generic' })),
        'twin',
      );
      expect(names(twin)).toEqual(expect.arrayContaining(names(package_)));
      expect(sharedBytes(twin, package_)).toEqual([]);
    });
  }

  test('npm: a scoped and an unscoped package of one name, with different bytes', () => {
    const [unscoped, , scoped] = versions.filter(({ format }) => format === 'npm');
    expect(unscoped).toMatchObject({
      package: 'widget',
      version: '1.0.0',
      assets: [{ name: 'package.tgz' }],
    });
    expect(unscoped).not.toHaveProperty('namespace');
    expect(scoped).toMatchObject({ namespace: 'example', package: 'widget', version: '1.0.0' });
    expect(sharedBytes(known(unscoped, 'npm'), known(scoped, 'npm'))).toEqual([]);
  });

  test('the other domain has a repository of the same name, and each domain one that the other has not', () => {
    const of = (domain: string) =>
      new Set(versions.filter((one) => one.domain === domain).map(({ repository }) => repository));
    const [main, twin] = [of('conformance'), of('conformance-twin')];
    expect(main).toContain('main');
    expect(twin).toContain('main');
    expect([...main].filter((one) => !twin.has(one))).toContain('mirror');
    expect([...twin].filter((one) => !main.has(one))).toEqual(['only-in-twin']);
  });

  test('downstream has main for its upstream, and nothing that main has', () => {
    expect(fixtures.set.repositories).toEqual([
      { domain: 'conformance', repository: 'downstream', upstreams: ['main'] },
    ]);
    const [only, ...others] = versions.filter(({ repository }) => repository === 'downstream');
    expect(others).toEqual([]);
    expect(versions.filter((one) => one.package === only?.package)).toEqual([only]);
  });

  const limits = {
    domain: [2, 50],
    repository: [2, 100],
    namespace: [1, 255],
    package: [1, 255],
    version: [1, 255],
  };
  for (const [parameter, [least, most]] of Object.entries(limits)) {
    test(`${parameter} at ${least} and at ${most} characters, all else as in the control`, () => {
      const lengths = generic
        .filter((one) => same(one, { ...control, [parameter]: one[parameter as keyof typeof limits] }))
        .map((one) => one[parameter as keyof typeof limits]?.length);
      expect(lengths).toEqual(expect.arrayContaining([least, most]));
    });
  }

  test('versions and package names that parsing, normalising or escaping confuses', () => {
    expect(ofPackage('versions').map(({ version }) => version)).toEqual(
      expect.arrayContaining(['1.0.0', '1.0.0+build', '1.0.0-rc.1', '1.1', '1.10', '2.0.0']),
    );
    expect(new Set(ofPackage('versions').flatMap(hashes)).size).toBe(ofPackage('versions').length);
    for (const name of ['dots.and_underscores', 'c++', '100%25', '100%'])
      expect(ofPackage(name)).toHaveLength(1);
  });
});

test.describe('revisions', () => {
  test('each package version has its own', () => {
    expect(new Set(versions.map(({ revision }) => known(revision, 'revision'))).size).toBe(versions.length);
  });

  test('base64 of 32 bytes, but for those at the limits', () => {
    const base64 = versions
      .filter((one) => one.package !== 'revisions')
      .map((one) => known(one.revision, 'revision'));
    for (const revision of base64) expect(revision).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(base64.filter((one) => one.includes('/')).length).toBeGreaterThan(5);
    expect(base64.filter((one) => one.includes('+')).length).toBeGreaterThan(5);
    expect(control.revision).toMatch(/\/.*\+.*=$/);
    expect(ofPackage('revisions').map(({ revision }) => revision?.length)).toEqual(
      expect.arrayContaining([1, 50]),
    );
  });
});

test.describe('contents', () => {
  const KiB = 1024;
  const traps: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
    'no byte': (bytes) => bytes.length === 0,
    'one byte': (bytes) => bytes.length === 1,
    'every byte': (bytes) => bytes.length === 256 && new Set(bytes).size === 256,
    'NUL only': (bytes) => bytes.length > 1 && bytes.every((byte) => byte === 0),
    'CRLF text': (bytes) => /^[\x20-\x7e\r\n]*\r\n[\x20-\x7e\r\n]*$/.test(bytes.toString('latin1')),
    'UTF-8 with a byte order mark': (bytes) => bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf)),
    gzip: (bytes) => bytes.readUInt16BE() === 0x1f8b && gunzipSync(bytes).length > 0,
    JSON: (bytes) => typeof JSON.parse(bytes.toString()) === 'object',
    HTML: (bytes) => bytes.toString().startsWith('<!DOCTYPE html>'),
    'HTML with includes and the tags of templates': (bytes) =>
      /<!--#.*<esi:.*\{\{.*\$\{.*<%=.*<\/body>/s.test(bytes.toString()),
    'invalid UTF-8': (bytes) => bytes.length < 100 && !isUtf8(bytes),
    'base64 text': (bytes) =>
      bytes.length > 0 && Buffer.from(bytes.toString(), 'base64').toString('base64') === bytes.toString(),
    '64 KiB - 1': (bytes) => bytes.length === 64 * KiB - 1,
    '64 KiB': (bytes) => bytes.length === 64 * KiB,
    '64 KiB + 1': (bytes) => bytes.length === 64 * KiB + 1,
    'over 1 MiB, not a multiple of a block': (bytes) => bytes.length > KiB * KiB && bytes.length % 2 === 1,
  };
  const contents = [...ofPackage('contents'), ...ofPackage('empty-content')]
    .flatMap(({ assets }) => assets)
    .map((asset) => Buffer.from(known(fixtures.bytes(asset), asset.name)));

  for (const [name, isTrap] of Object.entries(traps)) {
    test(`an asset of ${name}`, () => {
      expect(contents.filter((bytes) => attempt(() => isTrap(bytes))).length).toBeGreaterThan(0);
    });
  }

  test('the empty asset can be left out', () => {
    expect(versions.filter(({ assets }) => assets.some(({ size }) => size === 0)).map(names)).toEqual([
      ['empty.bin'],
    ]);
  });
});

test.describe('asset names', () => {
  /** Names that must be in one package version, so that one can be served for the other. */
  const traps: readonly (readonly string[])[] = [
    ['a b.txt', 'a+b.txt'],
    ['100%25.txt', '100%.txt'],
    ['docs/readme.txt', 'readme.txt'],
    ['a&b=c.txt', 'a'],
    ['#?;:@,$.txt'],
    [`it's "quoted".txt`],
    ['ünïcode-日本.txt'],
    ['Readme.TXT', 'readme.txt'],
    ['tool', 'tool.sha', 'tool.sha256'],
    ['widget_1.bin', 'widgetX1.bin'],
    ['star*.bin', 'starry.bin'],
  ];
  for (const trap of traps) {
    test(trap.join(' | '), () => {
      const holder = known(
        generic.find((version) => trap.every((name) => names(version).includes(name))),
        trap.join(),
      );
      expect(new Set(hashes(holder)).size).toBe(holder.assets.length);
    });
  }

  test('of 1 and of 255 characters', () => {
    const lengths = ofPackage('names')
      .flatMap(names)
      .map((name) => name.length);
    expect(lengths).toEqual(expect.arrayContaining([1, 255]));
  });

  test('those that CodeArtifact does not let one publish are all of awkward-names', () => {
    const word = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{Lt}\\p{Lu}\\p{Nl}\\p{Nd}~!@^&()\\-_+[\\]{};,.]+';
    const publishable = new RegExp(`^${word}( ${word})*$`, 'u');
    const holders = generic.filter((version) => names(version).some((name) => !publishable.test(name)));
    expect(new Set(holders.map((version) => version.package))).toEqual(new Set(['awkward-names']));
    expect(holders.map(({ version }) => version)).toEqual(
      ofPackage('awkward-names').map(({ version }) => version),
    );
  });
});

function same(left: PackageVersionFixture, right: PackageVersionFixture): boolean {
  const coordinates = ['domain', 'repository', 'format', 'namespace', 'package', 'version'] as const;
  return coordinates.every((coordinate) => left[coordinate] === right[coordinate]);
}

function sharedBytes(left: PackageVersionFixture, right: PackageVersionFixture): string[] {
  return hashes(left).filter((hash) => hashes(right).includes(hash));
}

function isUtf8(bytes: Buffer): boolean {
  return attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined);
}

function attempt(look: () => boolean): boolean {
  try {
    return look();
  } catch {
    return false;
  }
}
