/**
 * `npm run kill-matrix`: runs all checks against each seeded fault, on every processor, and writes `docs/kill-matrix.md`
 * of the checkout that this was compiled in. Takes some minutes.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import ora from 'ora';
import { faults } from '../../targets/reference/index.js';
import { type Row, renderMatrix, rowOf } from './matrix.js';

const [share] = process.argv.slice(2);
if (share === undefined) await writeMatrix();
else await assessShare(Number(share), availableParallelism());

/** Assesses every `of`th fault and hands the rows to the parent. */
async function assessShare(index: number, of: number): Promise<void> {
  for (const fault of faults.filter((_, at) => at % of === index)) process.send?.(await rowOf(fault));
  process.disconnect?.();
}

async function writeMatrix(): Promise<void> {
  const rows: Row[] = [];
  const spinner = ora().start();
  const children = Array.from({ length: availableParallelism() }, (_, index) =>
    fork(fileURLToPath(import.meta.url), [String(index)]),
  );
  for (const child of children)
    child.on('message', (row: Row) => {
      rows.push(row);
      spinner.text = `${rows.length} of ${faults.length} faults`;
    });
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
  spinner.stop();
  if (codes.some((code) => code !== 0)) throw new Error('A process ended before its share of the faults');
  await writeFile(new URL('../../../docs/kill-matrix.md', import.meta.url), renderMatrix(rows));
}
