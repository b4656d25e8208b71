/**
 * `npm run kill-matrix`: runs all checks against each seeded defect, on every processor, and writes `matrix.json`
 * beside this file. Takes some minutes; with ids of defects, `npm run kill-matrix -- ID...`, only
 * their rows are made again, and those of defects that have none.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import ora from 'ora';
import { defects } from '../../targets/reference/index.js';
import { matrixFile, ownMatrix, type Row, rowOf, writeRows } from './matrix.js';

const own = fileURLToPath(import.meta.url);

if (process.send) await assess(process.argv.slice(2));
else await writeMatrix(process.argv.slice(2));

/** Assesses defects and hands their rows to the parent. */
async function assess(ids: readonly string[]): Promise<void> {
  for (const defect of defects.filter(({ id }) => ids.includes(id))) process.send?.(await rowOf(defect));
  process.disconnect();
}

async function writeMatrix(ids: readonly string[]): Promise<void> {
  const rows = new Map<string, Row>();
  if (ids.length > 0) for (const [id, row] of ownMatrix()) if (!ids.includes(id)) rows.set(id, row);
  const wanted = defects.map(({ id }) => id).filter((id) => !rows.has(id));
  const spinner = ora().start();
  let done = 0;
  const processes = availableParallelism();
  const codes = Array.from({ length: processes }, async (_, index) => {
    const child = fork(
      own,
      wanted.filter((_, at) => at % processes === index),
    );
    child.on('message', (row: Row) => {
      rows.set(row.defect, row);
      done += 1;
      spinner.text = `${done} of ${wanted.length} defects`;
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  });
  const failed = (await Promise.all(codes)).some((code) => code !== 0);
  spinner.stop();
  if (failed) throw new Error('A process ended before it had assessed all of its defects');
  await writeFile(matrixFile, writeRows([...rows.values()]));
}
