/**
 * `npm run dictionary`: finds out how each seeded defect shows, on every processor, and writes
 * `reports/diagnosis/dictionary.json`: of defects that are not in it yet, of those whose ids are given, and with `--all` of
 * every one. Of those that break a requirement with a check that is not in it, only what that check shows.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import ora from 'ora';
import {
  type Dictionary,
  dictionaryFile,
  readDictionary,
  writeDictionary,
} from '../../reports/diagnosis/index.js';
import { catalogueDigest, defined } from '../../schemas/index.js';
import { type Defect, defects } from '../../targets/reference/index.js';
import { ownMatrix } from '../kill-matrix/matrix.js';
import { knownChecks } from './checks.js';
import { type Failures, observe, observeOnly, requirementOfCheck } from './observe.js';

const own = fileURLToPath(import.meta.url);
const matrix = ownMatrix();

/** What a process is to find out. */
interface Task {
  readonly id: string;
  /** Only these checks; all unless given. */
  readonly checks?: readonly string[];
}

interface Observation {
  readonly id: string;
  readonly failures: Failures;
}

if (process.send) await work();
else await write(process.argv.slice(2));

/** Takes ids of defects from the parent, one after the other, and hands back what was seen. */
async function work(): Promise<void> {
  process.on('message', async ({ id, checks }: Task) => {
    const defect = defects.find((each) => each.id === id);
    if (!defect) throw new Error(`There is no defect ${id}`);
    const failures = await (checks ? observeOnly(defect, checks) : observe(defect, matrix.get(id)));
    process.send?.({ id, failures } satisfies Observation);
  });
  process.send?.('ready');
}

async function write(args: readonly string[]): Promise<void> {
  const before = existsSync(dictionaryFile)
    ? readDictionary(readFileSync(dictionaryFile, 'utf8'))
    : undefined;
  const failures = new Map(
    before?.defects.map(({ id, failures: seen }): [string, Failures] => [id, [...seen]]),
  );
  const wanted = defects.flatMap((defect) => taskOf(defect, args, before) ?? []);
  const queue = [...wanted];
  const spinner = ora().start();
  let done = 0;
  const save = () =>
    writeFile(
      dictionaryFile,
      writeDictionary({
        catalogueDigest: catalogueDigest(),
        checks: new Set(knownChecks()),
        defects: defects
          .filter(({ id }) => failures.has(id))
          .map(({ id, breaks, summary, general }) => ({
            id,
            requirement: breaks,
            summary,
            ...defined({ general }),
            failures: new Map(failures.get(id)),
          })),
      }),
    );
  const processes = Array.from({ length: Math.min(availableParallelism(), queue.length) }, async () => {
    const child = fork(own);
    child.on('message', async (seen: Observation | 'ready') => {
      if (seen !== 'ready') {
        const isWhole = wanted.find(({ id }) => id === seen.id)?.checks === undefined;
        failures.set(seen.id, isWhole ? seen.failures : [...(failures.get(seen.id) ?? []), ...seen.failures]);
        done += 1;
        if (done % 50 === 0) await save();
        spinner.text = `${done} of ${wanted.length} defects`;
      }
      const next = queue.shift();
      if (next === undefined) child.disconnect();
      else child.send(next);
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  });
  const failed = (await Promise.all(processes)).some((code) => code !== 0);
  spinner.stop();
  await save();
  console.log(`${done} of ${defects.length} defects were observed; the rest is as it was`);
  if (failed) throw new Error('A process ended before it had observed all of its defects');
}

/** What there is to find out about a defect, if anything. */
function taskOf(
  { id, breaks }: Defect,
  args: readonly string[],
  before: Dictionary | undefined,
): Task | undefined {
  const known = before?.defects.find((each) => each.id === id);
  if (!known || args.includes('--all') || args.includes(id)) return { id };
  const broken = new Set<string>([breaks, ...[...known.failures.keys()].map(requirementOfCheck)]);
  const checks = knownChecks().filter(
    (check) => !before?.checks.has(check) && broken.has(requirementOfCheck(check)),
  );
  return checks.length === 0 ? undefined : { id, checks };
}
