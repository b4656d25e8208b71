/**
 * `npm run bench:diagnosis`: how well a diagnosis finds the defects of servers that were not used to make the
 * dictionary. Each has one, two or three seeded defects and differs from the dictionary's in seed, fixtures, profiles
 * and lawful differences, drawn with a fixed seed.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { packagedDictionary } from '../../reports/diagnosis/index.js';
import { defects } from '../../targets/reference/index.js';
import { type Figure, keeps } from '../figure.js';
import { machine } from '../machine.js';
import { median } from '../median.js';
import { table } from '../table.js';
import type { Observed } from './observe.js';
import { conformant, groups, type PlannedTrial, singles } from './plan.js';
import { runTrials } from './runs.js';
import { type Scored, score, shareWithin } from './score.js';

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be an integer of at least 0.');
  return value;
}

const options = new Command('npm run bench:diagnosis --')
  .description('Measures how often a diagnosis names the defects of a server.')
  .option('--singles <n>', 'servers with one defect', count, defects.length)
  .option('--pairs <n>', 'servers with two', count, 150)
  .option('--triples <n>', 'servers with three', count, 150)
  .option('--conformant <n>', 'servers with none, each with a lawful difference', count, 40)
  .option(
    '--observations <file>',
    'where to keep what was seen, and to take it from (a line of JSON for each)',
  )
  .option('--misses', 'list the defects that were not named', false)
  .parse()
  .opts<{
    readonly singles: number;
    readonly pairs: number;
    readonly triples: number;
    readonly conformant: number;
    readonly observations?: string;
    readonly misses: boolean;
  }>();

const plan = {
  one: singles(options.singles),
  two: groups(2, options.pairs),
  three: groups(3, options.triples),
  none: conformant(options.conformant),
};
const keyOf = (trial: PlannedTrial): string => JSON.stringify(trial);
const seen = new Map<string, Observed>();
const { observations } = options;
if (observations !== undefined && existsSync(observations))
  for (const line of readFileSync(observations, 'utf8').split('\n').filter(Boolean)) {
    const { trial, observed } = JSON.parse(line) as { trial: PlannedTrial; observed: Observed };
    seen.set(keyOf(trial), observed);
  }
const all = Object.values(plan).flat();
let done = 0;
const missing = all.filter((trial) => !seen.has(keyOf(trial)));
await runTrials(missing, (trial, observed) => {
  seen.set(keyOf(trial), observed);
  if (observations !== undefined) appendFileSync(observations, `${JSON.stringify({ trial, observed })}\n`);
  done += 1;
  if (done % 20 === 0) process.stderr.write(`${done} of ${missing.length} servers\n`);
});

packagedDictionary();
const scored = (trials: readonly PlannedTrial[]): Scored[] =>
  trials.flatMap((trial) => {
    const observed = seen.get(keyOf(trial));
    return observed ? [score(trial, observed)] : [];
  });
const one = scored(plan.one);
const two = scored(plan.two);
const three = scored(plan.three);
const none = scored(plan.none);

function share(subject: string, of: readonly Scored[], most: number, limit: number): Figure {
  const shown = of.filter((each) => each.seen);
  const value = shareWithin(shown, most) * 100;
  return {
    subject,
    measured: `${value.toFixed(1)} %`,
    conditions: `${shown.length} servers${shown.length < of.length ? `; ${of.length - shown.length} more broke nothing under these conditions` : ''}`,
    bar: { value, limit, sense: 'at least', unit: '%' },
  };
}

const falseAlarms = none.filter(({ named, seen: broken }) => named.length > 0 && !broken).length;
const times = [...one, ...two, ...three].map(({ ms }) => ms);
const figures: readonly Figure[] = [
  share('one defect: named first', one, 1, 85),
  share('one defect: among the first three', one, 3, 95),
  share('two at once: both among the first five', two, 5, 75),
  share('three at once: all among the first eight', three, 8, 60),
  {
    subject: 'conformant servers with a diagnosis',
    measured: `${falseAlarms}`,
    conditions: `${none.length} servers, each with other conditions`,
    bar: { value: falseAlarms, limit: 0, sense: 'at most', unit: 'servers' },
  },
  {
    subject: 'time for a diagnosis',
    measured: `${median(times).toFixed(1)} ms, at most ${Math.max(...times).toFixed(0)} ms`,
    conditions: 'all servers above',
    bar: { value: Math.max(...times), limit: 200, sense: 'at most', unit: 'ms' },
  },
];
process.stdout.write(`${machine()}\n\n${table(figures)}\n`);
if (options.misses)
  for (const { trial, places, named } of [...one, ...two, ...three])
    if (places.some((place) => place > trial.defects.length))
      process.stdout.write(
        `${trial.defects.join(' + ')} at ${places.join()}: ${named.slice(0, 6).join(', ')}\n`,
      );
const missed = figures.filter(({ bar }) => bar && !keeps(bar));
if (missed.length > 0) process.stdout.write(`\n${missed.length} of the bars do not hold.\n`);
