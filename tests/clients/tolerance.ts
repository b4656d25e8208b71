/**
 * Measures what each official client makes of errors that are written in other ways than CodeArtifact's, and writes the
 * table of docs/clients.md: `npm run clients:tolerance`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { officialClients, stateOf } from '../../targets/clients/index.js';
import { packageFile } from '../set-up/package-files.js';
import { columnOf, deviations, tableLine, toleranceOf } from './tolerance-table.js';

const columns: { readonly head: string; readonly cells: readonly string[] }[] = [];
const missing: string[] = [];
for (const client of officialClients) {
  const state = await stateOf(client);
  if (state.state === 'ready')
    columns.push({ head: columnOf(client, state.client.version), cells: await toleranceOf(client) });
  else missing.push(state.reason);
}
const table = [
  tableLine(['The error', ...columns.map(({ head }) => head)]),
  tableLine(['---', ...columns.map(() => '---')]),
  ...deviations.map((title, at) => tableLine([title, ...columns.map(({ cells }) => cells[at] ?? '')])),
].join('\n');
process.stdout.write(`${table}\n`);
if (missing.length > 0) {
  process.stderr.write(`docs/clients.md is left as it is:\n${missing.join('\n')}\n`);
  process.exit(1);
}
const file = packageFile('docs/clients.md');
writeFileSync(
  file,
  readFileSync(file, 'utf8').replace(/^\| The error \|(?:.*\n)(?:\|.*\n?)*/m, `${table}\n`),
);
process.exit(0);
