import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readyDriver } from '../../targets/clients/index.js';
import { packageFile } from '../set-up/package-files.js';
import { eachClient } from './each-client.js';
import { columnOf, deviations, toleranceOf } from './tolerance-table.js';

/** The table of docs/clients.md, as rows of cells. */
function documented(): string[][] {
  const lines = readFileSync(packageFile('docs/clients.md'), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.startsWith('| The error |'));
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start, end === -1 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

eachClient('tolerates what docs/clients.md says', async (client) => {
  const { version } = await (await readyDriver(client)).client;
  const [head = [], , ...rows] = documented();
  const column = head.indexOf(columnOf(client, version));
  test.skip(column === -1, `docs/clients.md does not speak of ${columnOf(client, version)}`);
  const tolerated = await toleranceOf(client);
  expect(deviations.map((title, at) => [title, tolerated[at]])).toEqual(
    rows.map((cells) => [cells[0], cells[column]]),
  );
});
