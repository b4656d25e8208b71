/**
 * Measures what a run costs and sets it against the bars: `npm run bench -- [--only NAME]... [--rounds N] [--faults N]
 * [--full]`. Prints a table; `--write` also puts it into docs/performance.md, its data into docs/performance.json and its
 * plot into docs/performance.svg. No test: figures depend on the machine, so they are told, and ratios are judged.
 */
import { parseArgs } from 'node:util';
import { bareLoop } from './bare-loop.js';
import { type BenchOptions, type Figure, keeps, type Subject } from './figure.js';
import { growth } from './growth.js';
import { largeAsset } from './large-asset.js';
import { machine } from './machine.js';
import { proxy } from './proxy.js';
import { schemathesis } from './schemathesis.js';
import { startUp } from './start-up.js';
import { table } from './table.js';
import { writeDocs } from './write-docs.js';

const subjects: readonly Subject[] = [startUp, bareLoop, largeAsset, growth, proxy, schemathesis];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '3' },
    faults: { type: 'string', default: '40' },
    full: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const options: BenchOptions = {
  rounds: Number(values.rounds),
  full: values.full,
  faults: Number(values.faults),
};
const chosen = subjects.filter(({ name }) => values.only === undefined || values.only.includes(name));
const measured: Record<string, readonly Figure[]> = {};
for (const { name, measure } of chosen) {
  process.stderr.write(`${name} …\n`);
  measured[name] = await measure(options);
}
const figures = Object.values(measured).flat();
process.stdout.write(`${machine()}\n\n${table(figures)}\n`);
if (values.write) await writeDocs(measured);
const missed = figures.filter(({ bar }) => bar && !keeps(bar));
if (missed.length > 0) process.stdout.write(`\n${missed.length} of the bars do not hold.\n`);
