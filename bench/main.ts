/**
 * Measures what a run costs and sets it against the bars (`npm run bench -- --help`). No test: figures depend on the
 * machine, so they are told, and ratios are judged.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import { bareLoop } from './bare-loop.js';
import { type BenchOptions, type Figure, keeps, type Subject } from './figure.js';
import { growth } from './growth.js';
import { largeAsset } from './large-asset.js';
import { latency } from './latency.js';
import { machine } from './machine.js';
import { underPlaywright } from './playwright.js';
import { proxy } from './proxy.js';
import { caseRate, defectsFound } from './schemathesis.js';
import { site } from './site.js';
import { startUp } from './start-up.js';
import { table } from './table.js';
import { writeDocs } from './write-docs.js';

const subjects: readonly Subject[] = [
  startUp,
  underPlaywright,
  bareLoop,
  largeAsset,
  growth,
  proxy,
  latency,
  site,
  caseRate,
  defectsFound,
];

interface Values extends BenchOptions {
  readonly only: readonly string[];
  readonly write: boolean;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be an integer of at least 1.');
  return value;
}

const names = subjects.map(({ name }) => name);
const options = new Command('npm run bench --')
  .description('Measures what a run costs and sets it against the bars.')
  .addOption(new Option('--only <name...>', 'these alone').choices(names).default(names, 'all'))
  .option('--rounds <n>', 'how often each thing is done in turn', count, 3)
  .option(
    '--defects <n>',
    'size of the sample of seeded defects for Schemathesis; half a minute each',
    count,
    40,
  )
  .option('--full', 'a large asset of 5 GiB instead of 1 GiB', false)
  .option('--write', 'put table, data and plot into docs/performance.{md,json,svg}', false)
  .parse()
  .opts<Values>();
const chosen = subjects.filter(({ name }) => options.only.includes(name));
const measured: Record<string, readonly Figure[]> = {};
for (const { name, measure } of chosen) {
  process.stderr.write(`${name} …\n`);
  measured[name] = await measure(options);
}
const figures = Object.values(measured).flat();
process.stdout.write(`${machine()}\n\n${table(figures)}\n`);
if (options.write) await writeDocs(measured);
const missed = figures.filter(({ bar }) => bar && !keeps(bar));
if (missed.length > 0) process.stdout.write(`\n${missed.length} of the bars do not hold.\n`);
