import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inFolder, runCli } from './set-up/cli-process.js';

for (const [title, out] of [
  ['a file in its place', 'taken'],
  ['a file in its path', 'taken/results'],
] as const)
  test(`run --out with ${title}: one line, exit code 2`, async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'taken'), '');
      const end = await runCli(['run', '--requirement', 'OP-01', '--cases', '1', '--out', out], {
        cwd: folder,
      });
      expect(end.stderr.trim()).toMatch(/^\S+ cannot be written: [^\n]+ Name another folder with --out\.$/);
      expect(end.stderr).not.toContain('\u001b');
      expect(end.code).toBe(2);
    });
  });
