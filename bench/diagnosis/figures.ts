import type { Figure } from '../figure.js';
import { median } from '../median.js';
import { type Scored, shareWithin } from './score.js';
import { missed } from './traces.js';

/** Servers by how many defects they have. */
export interface ScoredServers {
  readonly one: readonly Scored[];
  readonly two: readonly Scored[];
  readonly three: readonly Scored[];
  readonly none: readonly Scored[];
}

/** Whether a defect left no trace beside the others of its server. */
export type IsHidden = (server: Scored, defect: string) => boolean;

/** The figures with the bars that they must reach. */
export function figuresOf({ one, two, three, none }: ScoredServers, isHidden: IsHidden): readonly Figure[] {
  const traced = (of: readonly Scored[]): readonly Scored[] =>
    of.filter((each) => !missed(each).some(({ defect }) => isHidden(each, defect)));
  const falseAlarms = none.filter(({ named, seen }) => named.length > 0 || seen).length;
  const times = [...one, ...two, ...three].map(({ ms }) => ms);
  return [
    share('one defect: named first', one, 1, 85),
    share('one defect: among the first three', one, 3, 95),
    share('two at once: both among the first five', two, 5, 75),
    share('two at once, both with a trace: both among the first five', traced(two), 5),
    share('three at once: all among the first eight', three, 8, 60),
    share('three at once, all with a trace: all among the first eight', traced(three), 8),
    {
      subject: 'conformant servers with a diagnosis',
      measured: `${falseAlarms}`,
      conditions: `${none.length} servers, each with other conditions`,
      bar: { value: falseAlarms, limit: 0, sense: 'at most', unit: 'servers' },
    },
    {
      subject: 'processor time for a diagnosis',
      measured: `${median(times).toFixed(1)} ms, at most ${Math.max(0, ...times).toFixed(0)} ms`,
      conditions: 'all servers with defects',
      bar: { value: Math.max(0, ...times), limit: 200, sense: 'at most', unit: 'ms' },
    },
  ];
}

function share(subject: string, of: readonly Scored[], most: number, limit?: number): Figure {
  const shown = of.filter(({ seen }) => seen);
  const value = shareWithin(shown, most) * 100;
  const alone = shareWithin(shown, most, 'itself') * 100;
  return {
    subject,
    measured: `${value.toFixed(1)} % (${alone.toFixed(1)} % by its own name)`,
    conditions: `${shown.length} servers${shown.length < of.length ? `; ${of.length - shown.length} more broke nothing under these conditions` : ''}`,
    ...(limit === undefined
      ? {}
      : { bar: { value: Math.round(value * 10) / 10, limit, sense: 'at least' as const, unit: '%' } }),
  };
}
