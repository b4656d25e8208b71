/**
 * `npm run bench:diagnosis`: how well a diagnosis finds the defects of servers that were not used to make the
 * dictionary. Each has one, two or three seeded defects and differs from the dictionary's in seed, fixtures, profiles,
 * signatures and lawful differences, drawn with a fixed seed.
 */
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { packagedDictionary } from '../../reports/diagnosis/index.js';
import { packageRoot } from '../../schemas/index.js';
import { defects } from '../../targets/reference/index.js';
import { keeps } from '../figure.js';
import { machine } from '../machine.js';
import { table } from '../table.js';
import { ObservationCache } from './cache.js';
import { figuresOf, type IsHidden } from './figures.js';
import { leaveOut, leftOutFigures, surelyWrong } from './left-out.js';
import { conformant, groups, halfOfTrial, type PlannedTrial, singles } from './plan.js';
import { reliability } from './reliability.js';
import { runTrials } from './runs.js';
import { type Scored, score } from './score.js';
import { failAlike, missed, without } from './traces.js';

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be an integer of at least 0.');
  return value;
}

const { cache, offline, misses, ...counts } = new Command('npm run bench:diagnosis --')
  .description('Measures how often a diagnosis names the defects of a server.')
  .option('--singles <n>', `servers with one defect; there are ${defects.length}`, count, 180)
  .option('--pairs <n>', 'servers with two', count, 60)
  .option('--triples <n>', 'servers with three', count, 50)
  .option('--conformant <n>', 'servers with none, half of them with a lawful difference', count, 15)
  .option(
    '--cache <file>',
    'where to keep what the servers showed, and to take it from',
    fileURLToPath(new URL('node_modules/.cache/bench-diagnosis.ndjson', packageRoot)),
  )
  .option('--offline', 'use only what is in the cache', false)
  .option('--misses', 'list the servers of the training half whose defects were not named first', false)
  .parse()
  .opts<{
    readonly singles: number;
    readonly pairs: number;
    readonly triples: number;
    readonly conformant: number;
    readonly cache: string;
    readonly offline: boolean;
    readonly misses: boolean;
  }>();

const plan = {
  one: singles(counts.singles),
  two: groups(2, counts.pairs),
  three: groups(3, counts.triples),
  none: conformant(counts.conformant),
};
const observations = new ObservationCache(cache);
if (!offline) await observe(Object.values(plan));

const dictionary = packagedDictionary();
const scored = (trials: readonly PlannedTrial[]): Scored[] =>
  trials.flatMap((trial) => {
    const observed = observations.get(trial);
    return observed ? [score(trial, observed)] : [];
  });
const all = {
  one: scored(plan.one),
  two: scored(plan.two),
  three: scored(plan.three),
  none: scored(plan.none),
};
const only = (half: string): typeof all => {
  const own = (of: readonly Scored[]): Scored[] => of.filter(({ trial }) => halfOfTrial(trial) === half);
  return { one: own(all.one), two: own(all.two), three: own(all.three), none: all.none };
};
const severalDefects = [...all.two, ...all.three];
if (!offline) await observe([severalDefects.flatMap(missed).map(({ others }) => others)]);
/** Whether each defect that was not named left no trace. */
const isHidden: IsHidden = (each, defect) => {
  const observed = observations.get(each.trial);
  const others = observations.get(without(each.trial, defect));
  return observed !== undefined && others !== undefined && failAlike(observed, others);
};
const figures = figuresOf(all, isHidden);
const leftOut = (trials: readonly PlannedTrial[]) =>
  trials.flatMap((trial) => {
    const observed = observations.get(trial);
    return observed ? (leaveOut(trial, observed, dictionary) ?? []) : [];
  });
const ofOne = leftOut(plan.one);
const allFigures = [...figures, ...leftOutFigures(ofOne)];
const ofOneValidation = leftOut(plan.one.filter((trial) => halfOfTrial(trial) === 'validation'));
const withDefects = [...all.one, ...all.two, ...all.three];
process.stdout.write(
  [
    machine(),
    '## All servers',
    table(allFigures),
    '## Servers with defects of the validation half',
    table([...figuresOf(only('validation'), isHidden), ...leftOutFigures(ofOneValidation)]),
    '## Confidence',
    reliability(withDefects),
    '',
  ].join('\n\n'),
);
if (misses)
  for (const server of ofOne)
    for (const { defect, confidence } of surelyWrong(server))
      process.stdout.write(`without ${server.defect}: ${defect} at ${Math.round(confidence * 100)} %\n`);
if (misses)
  for (const { trial, places, named, seen } of withDefects)
    if (seen && halfOfTrial(trial) === 'training' && places.some((place) => place > trial.defects.length))
      process.stdout.write(
        `${trial.defects.join(' + ')} at ${places.join()}: ${named.slice(0, 6).join(', ')}\n`,
      );
const broken = allFigures.filter(({ bar }) => bar && !keeps(bar));
if (broken.length > 0) process.stdout.write(`\n${broken.length} of the bars do not hold.\n`);

/** Tests the servers that are not in the cache, some of each list in turn, so that a part of them is a fair sample. */
async function observe(lists: readonly (readonly PlannedTrial[])[]): Promise<void> {
  const missing = lists
    .flatMap((trials) => trials.map((trial, at) => ({ trial, rank: at / trials.length })))
    .sort((a, b) => a.rank - b.rank)
    .map(({ trial }) => trial)
    .filter((trial) => !observations.get(trial));
  let done = 0;
  await runTrials(missing, (trial, observed) => {
    observations.add(trial, observed);
    done += 1;
    if (done % 20 === 0) process.stderr.write(`${done} of ${missing.length} servers\n`);
  });
}
