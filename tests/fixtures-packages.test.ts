import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { defaultFixtures } from '../targets/fixtures/index.js';
import { untar, untarGz, unzip } from './fixtures-archive-readers.js';

const { set, bytes } = defaultFixtures();

/** The bytes of an asset of `conformance/main`. `coordinates` is `format[:namespace]/package/version`. */
function assetBytes(coordinates: string, name: string): Buffer {
  const version = set.packageVersions.find(
    (one) =>
      one.domain === 'conformance' &&
      one.repository === 'main' &&
      [[one.format, one.namespace].filter(Boolean).join(':'), one.package, one.version].join('/') ===
        coordinates,
  );
  const asset = version?.assets.find((one) => one.name === name);
  const content = asset && bytes(asset);
  if (content === undefined) throw new Error(`no asset ${name} in ${coordinates}`);
  return Buffer.from(content);
}

const npmPackages = [
  { coordinates: 'npm/widget/1.0.0', name: 'widget', version: '1.0.0' },
  { coordinates: 'npm/widget/1.1.0', name: 'widget', version: '1.1.0' },
  { coordinates: 'npm:example/widget/1.0.0', name: '@example/widget', version: '1.0.0' },
];
const pypi = { coordinates: 'pypi/conformance-widget/1.0.0', stem: 'conformance_widget-1.0.0' };
const maven = { coordinates: 'maven:com.example/gadget/1.0.0', stem: 'gadget-1.0.0' };
const nuget = { coordinates: 'nuget/conformance.widget/1.0.0', file: 'conformance.widget.1.0.0.nupkg' };
const ruby = { coordinates: 'ruby/conformance-widget/1.0.0', file: 'conformance-widget-1.0.0.gem' };
const cargo = { coordinates: 'cargo/conformance-widget/1.0.0', file: 'conformance-widget-1.0.0.crate' };
const swift = { coordinates: 'swift:example/widget/1.0.0', file: 'widget-1.0.0.zip' };

test.describe('package files, by a reader of our own', () => {
  for (const { coordinates, name, version } of npmPackages) {
    test(`npm: ${name} ${version}`, () => {
      const files = untarGz(assetBytes(coordinates, 'package.tgz'));
      expect(JSON.parse(String(files['package/package.json']))).toMatchObject({ name, version });
      expect(Object.keys(files)).toContain('package/index.js');
    });
  }

  test('pypi: the record of the wheel is right for every file', () => {
    const files = unzip(assetBytes(pypi.coordinates, `${pypi.stem}-py3-none-any.whl`));
    const record = String(files[`${pypi.stem}.dist-info/RECORD`]).trimEnd().split('\n');
    expect(record.map((line) => line.split(',')[0]).sort()).toEqual(Object.keys(files).sort());
    for (const line of record.filter((one) => !one.endsWith(',,'))) {
      const [path = '', digest, size] = line.split(',');
      const content = files[path] ?? Buffer.alloc(0);
      expect(digest).toBe(`sha256=${createHash('sha256').update(content).digest('base64url')}`);
      expect(Number(size)).toBe(content.length);
    }
  });

  test('pypi: the source distribution has its metadata', () => {
    const files = untarGz(assetBytes(pypi.coordinates, `${pypi.stem}.tar.gz`));
    expect(String(files[`${pypi.stem}/PKG-INFO`])).toContain('\nName: Conformance.Widget\nVersion: 1.0.0\n');
    expect(Object.keys(files)).toContain(`${pypi.stem}/pyproject.toml`);
  });

  test('maven: the manifest is the first entry of the jar, and the pom inside is the one beside it', () => {
    const files = unzip(assetBytes(maven.coordinates, `${maven.stem}.jar`));
    expect(Object.keys(files)[0]).toBe('META-INF/MANIFEST.MF');
    expect(String(files['META-INF/MANIFEST.MF'])).toMatch(/^Manifest-Version: 1\.0\r\n/);
    expect(files['META-INF/maven/com.example/gadget/pom.xml']).toEqual(
      assetBytes(maven.coordinates, `${maven.stem}.pom`),
    );
    expect(String(assetBytes(maven.coordinates, 'maven-metadata.xml'))).toContain('<release>1.0.0</release>');
  });

  test('nuget: the relationships lead to the nuspec', () => {
    const files = unzip(assetBytes(nuget.coordinates, nuget.file));
    expect(Object.keys(files)).toContain('[Content_Types].xml');
    const nuspec = /2010\/07\/manifest" Target="\/([^"]+)"/.exec(String(files['_rels/.rels']))?.[1] ?? '';
    expect(String(files[nuspec])).toContain('<id>Conformance.Widget</id>');
  });

  test('ruby: the checksums of the gem are right', () => {
    const files = untar(assetBytes(ruby.coordinates, ruby.file));
    expect(Object.keys(files)).toEqual(['metadata.gz', 'data.tar.gz', 'checksums.yaml.gz']);
    const checksums = gunzipSync(files['checksums.yaml.gz'] ?? '').toString();
    for (const part of ['metadata.gz', 'data.tar.gz']) {
      for (const algorithm of ['sha256', 'sha512']) {
        const digest = createHash(algorithm)
          .update(files[part] ?? '')
          .digest('hex');
        expect(checksums).toContain(`  ${part}: ${digest}\n`);
      }
    }
    expect(gunzipSync(files['metadata.gz'] ?? '').toString()).toContain('\nname: conformance-widget\n');
    expect(Object.keys(untarGz(files['data.tar.gz'] ?? Buffer.alloc(0)))).toEqual([
      'lib/conformance_widget.rb',
    ]);
  });

  test('cargo: everything is below name-version', () => {
    const files = untarGz(assetBytes(cargo.coordinates, cargo.file));
    expect(Object.keys(files)).toEqual([
      'conformance-widget-1.0.0/Cargo.toml',
      'conformance-widget-1.0.0/src/lib.rs',
    ]);
  });

  test('swift: one top folder with a manifest and sources', () => {
    const files = unzip(assetBytes(swift.coordinates, swift.file));
    expect(Object.keys(files)).toEqual(['Widget/Package.swift', 'Widget/Sources/Widget/Widget.swift']);
    expect(String(files['Widget/Package.swift'])).toMatch(/^\/\/ swift-tools-version:/);
  });
});

/** One step with a format's own tool, and what it must print. `FOLDER` holds the asset and nothing else. */
interface ToolCheck {
  readonly tool: string;
  readonly coordinates: string;
  readonly asset: string;
  readonly commands: readonly (readonly string[])[];
  /** A file that must be there afterwards, below the folder. */
  readonly leaves?: string;
  readonly prints?: string;
}

const toolChecks: readonly ToolCheck[] = [
  ...npmPackages.map(({ coordinates, name }) => ({
    tool: 'npm',
    coordinates,
    asset: 'package.tgz',
    commands: [['npm', 'install', '--offline', '--no-audit', '--prefix', '.', './package.tgz']],
    leaves: `node_modules/${name}/package.json`,
  })),
  {
    tool: 'pip',
    coordinates: pypi.coordinates,
    asset: `${pypi.stem}-py3-none-any.whl`,
    commands: [
      ['pip', 'install', '--no-index', '--no-deps', '--target', 'site', `./${pypi.stem}-py3-none-any.whl`],
    ],
    leaves: 'site/conformance_widget/__init__.py',
  },
  {
    tool: 'python3',
    coordinates: pypi.coordinates,
    asset: `${pypi.stem}.tar.gz`,
    commands: [['python3', '-m', 'tarfile', '-e', `${pypi.stem}.tar.gz`, 'out']],
    leaves: `out/${pypi.stem}/pyproject.toml`,
  },
  {
    tool: 'jar',
    coordinates: maven.coordinates,
    asset: `${maven.stem}.jar`,
    commands: [['jar', 'tf', `${maven.stem}.jar`]],
    prints: 'com/example/gadget.properties',
  },
  {
    tool: 'unzip',
    coordinates: nuget.coordinates,
    asset: nuget.file,
    commands: [['unzip', '-t', nuget.file]],
    prints: 'No errors detected',
  },
  {
    tool: 'gem',
    coordinates: ruby.coordinates,
    asset: ruby.file,
    commands: [['gem', 'install', '--local', '--no-document', '--install-dir', 'gems', ruby.file]],
    leaves: 'gems/gems/conformance-widget-1.0.0/lib/conformance_widget.rb',
  },
  {
    tool: 'cargo',
    coordinates: cargo.coordinates,
    asset: cargo.file,
    commands: [
      ['tar', '-xzf', cargo.file],
      [
        'cargo',
        'metadata',
        '--offline',
        '--no-deps',
        '--format-version=1',
        '--manifest-path=conformance-widget-1.0.0/Cargo.toml',
      ],
    ],
    prints: '"name":"conformance-widget","version":"1.0.0"',
  },
  {
    tool: 'unzip',
    coordinates: swift.coordinates,
    asset: swift.file,
    commands: [['unzip', '-t', swift.file]],
    prints: 'No errors detected',
  },
];

test.describe('package files, by the tools of their formats', () => {
  for (const { tool, coordinates, asset, commands, leaves, prints } of toolChecks) {
    test(`${tool} takes ${asset} of ${coordinates}`, () => {
      // The status counts too: a version manager's shim is there even if the tool is not.
      const { status: found } = spawnSync(tool, [tool === 'unzip' ? '-v' : '--version']);
      test.skip(found !== 0, `${tool} is not installed`);
      // Outside of this project: npm would take its package.json for its own.
      const folder = mkdtempSync(join(tmpdir(), 'fixture-package-'));
      try {
        writeFileSync(join(folder, asset), assetBytes(coordinates, asset));
        const output = commands.map(([command = '', ...args]) => {
          const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
          expect(status, stderr).toBe(0);
          return stdout;
        });
        if (leaves !== undefined) expect(existsSync(join(folder, leaves)), leaves).toBe(true);
        if (prints !== undefined) expect(output.at(-1)).toContain(prints);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
