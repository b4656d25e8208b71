import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ruledRequirements } from '../judge/index.js';
import { chapters, isRequirementId, requirement, requirements } from '../schemas/index.js';
import { checks } from '../specs/index.js';
import { defects } from '../targets/reference/index.js';

/** A chapter has one name everywhere: in each of these trees, the files that are called by it hold what is its own. */
const trees = [
  { folder: 'schemas/catalogue', all: requirements.map(({ id }) => id) },
  { folder: 'specs', all: checks.map((check) => check.requirement) },
  { folder: 'judge/rules', all: ruledRequirements },
  { folder: 'targets/reference/defects', all: defects.map(({ breaks }) => breaks) },
] as const;

/** `response.ranges.js` belongs to the chapter `response`; a file that no chapter names holds what several take from. */
const chapterOfFile = (name: string): string | undefined =>
  chapters.find(({ id }) => id === name.split('.', 1)[0])?.id;

/** The requirement that an entry of an exported table is about. */
function requirementOf(entry: unknown): string | undefined {
  const { breaks, requirement: assessed, id } = Object(entry) as Readonly<Record<string, unknown>>;
  return [breaks, assessed, id].find(
    (each): each is string => typeof each === 'string' && isRequirementId(each),
  );
}

async function tablesOf(folder: string, file: string): Promise<string[]> {
  const exported: Readonly<Record<string, unknown>> = await import(`../${folder}/${file}`);
  return Object.values(exported)
    .flatMap((each) => (Array.isArray(each) ? each : []))
    .flatMap((entry) => requirementOf(entry) ?? []);
}

const modulesIn = (folder: string): string[] =>
  readdirSync(new URL(`../${folder}/`, import.meta.url))
    .filter((name) => /(?<!\.d|\.spec)\.[jt]s$/.test(name))
    .map((name) => name.replace(/\.ts$/, '.js'));

for (const { folder, all } of trees)
  test(`${folder}: each file named after a chapter holds that chapter only, and all of it`, async () => {
    const found: string[] = [];
    const misplaced: string[] = [];
    for (const file of modulesIn(folder)) {
      const chapter = chapterOfFile(file);
      if (chapter === undefined) continue;
      for (const id of await tablesOf(folder, file)) {
        found.push(id);
        if (isRequirementId(id) && requirement(id).chapter !== chapter) misplaced.push(`${file}: ${id}`);
      }
    }
    expect(misplaced).toEqual([]);
    expect([...new Set(found)].sort()).toEqual([...new Set(all)].sort());
    expect(found.length).toBeGreaterThanOrEqual(all.length);
  });

test('checks are in files named after a chapter', () => {
  const files = modulesIn('specs').filter((name) => name.endsWith('.checks.js'));
  expect(files.length).toBeGreaterThanOrEqual(chapters.length);
  expect(files.filter((name) => chapterOfFile(name) === undefined)).toEqual([]);
});
