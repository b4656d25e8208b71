import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { SiteImplementation, SiteIndex } from '../reports/index.js';
import {
  type FileKind,
  type LikelyCause,
  type RequirementVerdict,
  requirements,
  validateFile,
} from '../schemas/index.js';
import { sample } from './report-samples.js';
import { type Folders, folders, newFolder, siteOf } from './site-folders.js';

let dir: string;
test.beforeAll(async () => {
  dir = await newFolder();
});
test.afterAll(() => rm(dir, { recursive: true, force: true }));

async function read<T>(out: string, path: string, kind: FileKind): Promise<T> {
  const data = JSON.parse(await readFile(join(out, path), 'utf8')) as T;
  expect(validateFile(kind, data), path).toEqual([]);
  return data;
}

const index = (out: string) => read<SiteIndex>(out, 'data/index.json', 'site-index');
const implementation = (out: string, id: string) =>
  read<SiteImplementation>(out, `data/${id}.json`, 'site-implementation');

const mustsOf = (profile: string) =>
  requirements.filter(
    (each) => each.level === 'MUST' && each.profile === profile && each.excluded === undefined,
  ).length;

test('figures say what is broken of what was assessed, and how much that was', async () => {
  const { out } = await siteOf(dir, folders);
  const { implementations } = await index(out);
  const example = implementations.find(({ id }) => id === 'example-registry');
  const core = mustsOf('core');
  expect(example?.latest.version).toBe('2.10.0');
  expect(example?.latest.profiles.core?.must).toEqual({
    held: core - 3,
    broken: 2,
    assessed: core - 1,
    total: core,
  });
  expect(example?.latest.must.total).toBe(
    requirements.filter(({ level, excluded }) => level === 'MUST' && excluded === undefined).length,
  );
  expect(example?.latest.profiles.maven).toBeUndefined();
});

test('ranks are within a profile, and the reference target has none', async () => {
  const { out } = await siteOf(dir, folders);
  const { implementations } = await index(out);
  expect(
    implementations.map(({ id, baseline, latest }) => [
      id,
      baseline,
      latest.profiles.core?.rank,
      latest.profiles.npm?.rank,
    ]),
  ).toEqual([
    ['plain-server', false, 1, undefined],
    ['example-registry', false, 2, 1],
    ['embedded-reference-target', true, undefined, undefined],
  ]);
});

test('unassessed requirements do not raise a rank, and equal results share one', async () => {
  const named = (product: string, verdict: (id: string) => RequirementVerdict) =>
    sample({ claimed: ['core'], identity: { product, version: '1' }, verdict }).results;
  const { out } = await siteOf(dir, {
    a: named('One Broken', (id) => (id === 'RL-16' ? 'fail' : 'pass')),
    b: named('Two Open', (id) => (id === 'RL-16' || id === 'RL-17' ? 'not-testable' : 'pass')),
    c: named('One Broken Too', (id) => (id === 'RL-17' ? 'fail' : 'pass')),
    d: named('One Waived', (id) => (id === 'RL-17' ? 'waived' : 'pass')),
    e: { ...named('Part', () => 'pass'), run: { ...named('Part', () => 'pass').run, only: ['RL-16'] } },
  });
  const { implementations } = await index(out);
  expect(implementations.map(({ name, latest }) => [name, latest.profiles.core?.rank])).toEqual([
    ['One Broken', 1],
    ['One Broken Too', 1],
    ['One Waived', 1],
    ['Two Open', 4],
    ['Part', undefined],
  ]);
});

test('several folders of one product form its history, sorted by version number', async () => {
  const { out } = await siteOf(dir, folders);
  const { runs, changes } = await implementation(out, 'example-registry');
  expect(runs.map(({ version, must }) => [version, must.broken])).toEqual([
    ['2.9.0', 2],
    ['2.10.0', 2],
  ]);
  expect(runs.at(-1)?.requirements['RL-17']).toBe('fail');
  expect(changes).toEqual([
    {
      from: '2.9.0',
      to: '2.10.0',
      at: '2026-06-04T09:30:00.000Z',
      requirements: [
        { id: 'OP-02', kind: 'no-longer-assessed', before: 'pass', after: 'not-testable' },
        { id: 'RL-16', kind: 'fixed', before: 'fail', after: 'pass' },
        { id: 'RS-04', kind: 'newly-failing', before: 'pass', after: 'fail' },
      ],
    },
  ]);
});

test('level and profile are those of the catalogue, whatever the results say', async () => {
  const honest = folders['example-2.10.0'];
  if (!honest) throw new Error('the folder is missing');
  const dressedUp = {
    ...honest,
    requirements: honest.requirements.map((each) => ({ ...each, level: 'MAY' as const })),
  };
  const figures = async (contents: Folders) =>
    (await index((await siteOf(dir, contents)).out)).implementations[0]?.latest.must;
  expect(await figures({ a: dressedUp })).toEqual(await figures({ a: honest }));
});

test('likely causes are shown if a diagnosis was made, without the alternatives in the data', async () => {
  const cause = {
    cause: 'Keeps no domains apart',
    defect: 'domain-ignored',
    explains: ['RL-17' as const],
    confidence: 0.9,
  };
  const diagnosis: LikelyCause[] = [
    { ...cause, change: 'Look the domain up' },
    { ...cause, defect: 'other', change: 'Something else', insteadOf: 'domain-ignored' },
  ];
  const results = folders['example-2.10.0'];
  if (!results) throw new Error('the folder is missing');
  const { out } = await siteOf(dir, { a: { ...results, diagnosis } });
  const { runs } = await implementation(out, 'example-registry');
  expect(runs[0]?.causes).toEqual([cause]);
  const page = await readFile(join(out, 'implementations/example-registry.html'), 'utf8');
  expect(page).toContain('Keeps no domains apart');
});

test('badges say both figures, for all and for each claimed profile', async () => {
  const { out } = await siteOf(dir, folders);
  const badge = async (name: string) => JSON.parse(await readFile(join(out, 'badges', name), 'utf8'));
  const core = mustsOf('core');
  expect(await badge('example-registry-core.json')).toEqual({
    schemaVersion: 1,
    label: 'GetPackageVersionAsset core',
    message: `2 of ${core - 1} MUSTs broken, ${core - 1} of ${core} assessed`,
    color: 'red',
  });
  expect(await badge('plain-server-core.json')).toMatchObject({
    message: `all ${core} MUSTs hold`,
    color: 'brightgreen',
  });
  expect(await badge('plain-server.json')).toMatchObject({ color: 'lightgrey' });
  expect((await readdir(join(out, 'badges'))).filter((name) => name.startsWith('plain-server'))).toEqual([
    'plain-server-core.json',
    'plain-server-core.svg',
    'plain-server.json',
    'plain-server.svg',
  ]);
});

test('the feed has an entry for each version that changed a verdict', async () => {
  const { out } = await siteOf(dir, folders);
  const feed = await readFile(join(out, 'feed.xml'), 'utf8');
  expect(feed.match(/<entry>/g)).toHaveLength(1);
  expect(feed).toContain(
    '<title>Example Registry 2.10.0: 1 newly failing, 1 fixed, 1 no longer assessed</title>',
  );
  expect(feed).toContain('<updated>2026-06-04T09:30:00.000Z</updated>');
  expect(feed).toContain('href="implementations/example-registry.html"');
});

test('the same folders give the same bytes', async () => {
  const [first, second] = [await siteOf(dir, folders), await siteOf(dir, folders)];
  const files = async (out: string) => (await readdir(out, { recursive: true })).sort();
  expect(await files(first.out)).toEqual(await files(second.out));
  for (const name of ['index.html', 'feed.xml', 'data/index.json', 'implementations/example-registry.html'])
    expect(await readFile(join(first.out, name), 'utf8'), name).toBe(
      await readFile(join(second.out, name), 'utf8'),
    );
});

test('without results there are the pages of the requirements', async () => {
  const { out, written } = await siteOf(dir, {});
  expect(written).toEqual({ implementations: 0, runs: 0, pages: requirements.length + 5 });
  expect((await readdir(out)).sort()).toEqual([
    'defects.html',
    'index.html',
    'reference-page.html',
    'requirements',
    'requirements.html',
    'search.html',
  ]);
});
