import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { packageFile } from './set-up/package-files.js';

// Biome enforces the layers on each `npm run lint`, by layers.biome.json. These tests show that it enforces what
// docs/architecture.md says.

/** What each folder may import besides itself, as the table under "Layers" says; undefined for everything. */
const table: ReadonlyMap<string, readonly string[] | undefined> = readTable();

function readTable() {
  const rows = new Map<string, readonly string[] | undefined>();
  const section = /^## Layers$([\s\S]*?)^## /m.exec(
    readFileSync(packageFile('docs/architecture.md'), 'utf8'),
  );
  for (const line of section?.[1]?.split('\n') ?? []) {
    const [, folders = '', , allowed = ''] = line.split('|').map((cell) => cell.trim());
    for (const [, folder = ''] of folders.matchAll(/`(\w+)\/`/g))
      rows.set(
        folder,
        allowed === 'everything' ? undefined : [...allowed.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
      );
  }
  return rows;
}

/** Runs Biome with our configuration on files with this content, and returns those that it rejects. */
function rejected(root: string, files: ReadonlyMap<string, string>): string[] {
  for (const name of ['biome.json', 'layers.biome.json']) copyFileSync(packageFile(name), join(root, name));
  for (const [file, content] of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  const biome = packageFile('node_modules/@biomejs/biome/bin/biome');
  const options = ['--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none'];
  const found = (() => {
    try {
      return execFileSync(process.execPath, [biome, 'lint', ...options, '.'], {
        cwd: root,
        encoding: 'utf8',
      });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  })();
  const { diagnostics } = JSON.parse(found.slice(found.indexOf('{'))) as { diagnostics: Diagnostic[] };
  return diagnostics
    .filter(({ category }) => category === 'lint/style/noRestrictedImports')
    .map(({ location }) => (typeof location.path === 'string' ? location.path : location.path.file));
}

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string | { readonly file: string } };
}

test('every folder with code is in the table of docs/architecture.md', () => {
  const hasCode = (folder: string) =>
    readdirSync(packageFile(folder), { recursive: true, encoding: 'utf8' }).some((file) =>
      /\.tsx?$/.test(file),
    );
  const folders = readdirSync(packageFile(''), { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() &&
        !/^(\.|node_modules$|dist$|docs$|examples$|test-results$|conformance-)/.test(entry.name),
    )
    .map((entry) => entry.name)
    .filter(hasCode);
  expect(folders.filter((folder) => !table.has(folder))).toEqual([]);
});

test('the linter rejects each import that the table does not allow, and no other', () => {
  const files = new Map<string, string>();
  const wrong: string[] = [];
  for (const [from, allowed] of table)
    for (const to of table.keys()) {
      if (from === to) continue;
      const through = `${from}/probe/${to}.ts`;
      const behind = `${from}/probe/${to}.behind.ts`;
      files.set(through, `export type { A } from '../../${to}/index.js';\n`);
      files.set(behind, `import { a } from '../../${to}/behind.js';\nexport const b = a;\n`);
      if (allowed === undefined) continue;
      if (!allowed.includes(to)) wrong.push(through);
      wrong.push(behind);
    }
  expect(wrong.length).toBeGreaterThan(100);
  expect(rejected(test.info().outputPath(), files).sort()).toEqual(wrong.sort());
});

test('tests and benchmarks are left out of the package', () => {
  const { files } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { files: string[] };
  expect(['tests', 'bench'].filter((folder) => !files.includes(`!dist/${folder}`))).toEqual([]);
});
