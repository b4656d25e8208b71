import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { expect, test } from '@playwright/test';
import { packageFile } from './set-up/package-files.js';

/** What each folder may import besides itself. Types count: a folder that names another's types depends on it. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  generators: ['schemas'],
  judge: ['schemas'],
  targets: ['schemas', 'judge'],
  engine: ['schemas', 'generators', 'judge', 'targets'],
  specs: ['schemas', 'generators', 'judge', 'targets', 'engine'],
  reports: ['schemas', 'judge'],
  config: ['schemas'],
  runner: ['schemas', 'generators', 'judge', 'targets', 'engine', 'specs', 'reports', 'config'],
  playwright: ['schemas', 'judge', 'specs', 'reports', 'config', 'runner'],
  cli: ['schemas', 'generators', 'judge', 'targets', 'engine', 'specs', 'reports', 'config', 'runner'],
};

/** Folders that may import everything, and look behind every `index.ts`. */
const outermost = ['tests', 'bench'];

/**
 * Files that another folder reads although they are behind an `index.ts`. None is needed today that an `index.ts` could
 * not hand on; the list may only become shorter.
 */
const shortcuts: readonly string[] = [];

const root = packageFile('');

interface Import {
  readonly from: string;
  readonly to: string;
}

/** `from '…'`, `import '…'` and `import('…')` with a relative path; strings in between cannot hold a line break. */
const specifier = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.[^'"\n]*)\1/g;

/** Source without its comments, in which an example may import anything. */
const withoutComments = (source: string): string => source.replace(/^\s*(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '');

function importsOf(file: string): Import[] {
  const source = withoutComments(readFileSync(join(root, file), 'utf8'));
  return [...source.matchAll(specifier)].map(([, , path = '']) => ({
    from: file,
    to: posix.normalize(posix.join(posix.dirname(file), path)),
  }));
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const roomOf = (file: string): string => file.split('/', 1)[0] ?? '';
const told = ({ from, to }: Import): string => `${from} imports ${to}`;

const imports = Object.keys(mayImport).flatMap(sourcesOf).flatMap(importsOf);
const across = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to));

test('every folder with code is in the table', () => {
  const withCode = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|dist$|docs$|examples$)/.test(entry.name))
    .filter((entry) => sourcesOf(entry.name).length > 0)
    .map((entry) => entry.name);
  expect(withCode.filter((folder) => !(folder in mayImport) && !outermost.includes(folder))).toEqual([]);
});

test('imports are found at all, of every kind', () => {
  expect(across.length).toBeGreaterThan(100);
  const found = imports.map(told);
  // One of each kind: a value, a type, a re-export, one when it is needed.
  expect(found).toContain('judge/rules/index.ts imports schemas/index.js');
  expect(found).toContain('judge/rules/rule.ts imports judge/exchange.js');
  expect(found).toContain('schemas/index.ts imports schemas/fixture-set.js');
  expect(found).toContain('cli/main.ts imports cli/commands/run.js');
});

test('imports run down the table only', () => {
  const wrong = across.filter(({ from, to }) => !mayImport[roomOf(from)]?.includes(roomOf(to)));
  expect(wrong.map(told)).toEqual([]);
});

test('the table itself has no cycle', () => {
  const reaches = (folder: string, seen: readonly string[] = []): readonly string[] =>
    (mayImport[folder] ?? [])
      .flatMap((next) => (seen.includes(next) ? [next] : reaches(next, [...seen, next])))
      .concat(mayImport[folder] ?? []);
  expect(Object.keys(mayImport).filter((folder) => reaches(folder).includes(folder))).toEqual([]);
});

test('a folder is entered through an index.ts', () => {
  const wrong = across.filter(({ to }) => posix.basename(to) !== 'index.js' && !shortcuts.includes(to));
  expect(wrong.map(told)).toEqual([]);
});

test('no shortcut is kept that nobody takes', () => {
  const taken = new Set(across.map(({ to }) => to));
  expect(shortcuts.filter((each) => !taken.has(each))).toEqual([]);
});

test('every import leads to a file', () => {
  const files = new Set(Object.keys(mayImport).flatMap(sourcesOf));
  const wrong = imports.filter(({ to }) => {
    const stem = to.replace(/\.js$/, '');
    return !to.endsWith('.json') && !files.has(`${stem}.ts`) && !files.has(`${stem}.tsx`);
  });
  expect(wrong.map(told)).toEqual([]);
});

test('no two files import each other in a circle', () => {
  const graph = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const target = [`${to.replace(/\.js$/, '')}.ts`, `${to.replace(/\.js$/, '')}.tsx`];
    graph.set(from, [...(graph.get(from) ?? []), ...target]);
  }
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test('tests and measurements are left out of the package, and nothing in it imports them', () => {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };
  expect(outermost.filter((folder) => !files.includes(`!dist/${folder}`))).toEqual([]);
  expect(imports.filter(({ to }) => outermost.includes(roomOf(to))).map(told)).toEqual([]);
});
