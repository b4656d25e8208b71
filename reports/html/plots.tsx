import type { RequirementResult, Results } from '../../schemas/index.js';
import { byChapter } from '../catalogue.js';
import { countVerdicts } from '../story.js';
import { count, duration, grouped, line } from '../text.js';
import { verdictOrder, verdictWords } from '../words.js';
import { Icon } from './icons.js';

/** What people would rather look at than read. */
export function Plots({ results }: { results: Results }) {
  return (
    <section id="overview" class="plots">
      <h2>At a glance</h2>
      <VerdictMap requirements={results.requirements} />
      <div class="plot-pair">
        <Latency latency={results.run.latency} />
        <Generated results={results} />
      </div>
    </section>
  );
}

/** One mark for each requirement, a row for each chapter. */
function VerdictMap({ requirements }: { requirements: readonly RequirementResult[] }) {
  return (
    <figure class="map">
      <figcaption>Verdicts by chapter</figcaption>
      <ul>
        {byChapter(requirements).map((chapter) => (
          <li>
            <a href={`#chapter-${chapter.id}`}>{chapter.title}</a>
            {/* Pointer users may click a mark; keyboard users get the same links from the list of requirements. */}
            <span class="cells" aria-hidden="true">
              {chapter.requirements.map(({ id, verdict }) => (
                <a href={`#${id}`} tabIndex={-1} title={`${id}: ${verdictWords[verdict].label}`}>
                  <Icon verdict={verdict} />
                </a>
              ))}
            </span>
            <span class="map-counts">{countsInWords(chapter.requirements)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function countsInWords(requirements: readonly RequirementResult[]): string {
  const counts = countVerdicts(requirements);
  return verdictOrder
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdictWords[verdict].label}`)
    .join(', ');
}

const WIDTH = 380;
const HEIGHT = 150;
const BASE = 120;
const TOP = 22;

interface Bar {
  readonly label: string;
  readonly value: number;
}

/** Columns over a base line. `ticks` name columns by their index. */
function Columns({
  bars,
  name,
  ticks,
}: {
  bars: readonly Bar[];
  name: string;
  ticks: ReadonlyMap<number, string>;
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  const width = Math.max(1, step - Math.min(2, step * 0.25));
  return (
    <svg role="img" aria-label={name} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} class="columns">
      <text x="0" y="12">
        {grouped(most)}
      </text>
      <line x1="0" x2={WIDTH} y1={TOP} y2={TOP} class="grid" />
      {bars.map(({ label, value }, index) => {
        const height = value === 0 ? 0 : Math.max(1.5, (value / most) * (BASE - TOP));
        return (
          <rect x={round(index * step)} y={round(BASE - height)} width={round(width)} height={round(height)}>
            <title>
              {label}: {grouped(value)}
            </title>
          </rect>
        );
      })}
      <line x1="0" x2={WIDTH} y1={BASE} y2={BASE} class="axis" />
      {[...ticks].map(([index, label]) => (
        <text x={round(index * step)} y={BASE + 16}>
          {label}
        </text>
      ))}
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

function Latency({ latency }: { latency: Results['run']['latency'] }) {
  if (!latency || latency.histogram.length === 0) return null;
  const { p50, p90, p99, max, histogram } = latency;
  const bars = histogram.map(({ fromMs, toMs, count: value }) => ({
    label: `${duration(fromMs)} to ${duration(toMs)}`,
    value,
  }));
  const every = Math.ceil(histogram.length / 5);
  const ticks = new Map(
    histogram.flatMap(({ fromMs }, index) => (index % every === 0 ? [[index, duration(fromMs)]] : [])),
  );
  const facts = `half within ${duration(p50)}, 90 % within ${duration(p90)}, 99 % within ${duration(p99)}, slowest ${duration(max)}`;
  return (
    <figure>
      <figcaption>Time to a complete response</figcaption>
      <Columns bars={bars} ticks={ticks} name={`Histogram of the time to a complete response: ${facts}.`} />
      <p class="plot-facts">{facts}</p>
      <Figures head={['Time', 'Exchanges']} bars={bars} />
    </figure>
  );
}

/** What is generated for one parameter or subject: ids that begin alike. */
interface Group {
  readonly name: string;
  readonly bars: readonly Bar[];
}

function Generated({ results }: { results: Results }) {
  const { generated = {} } = results.run;
  const bars = results.requirements.flatMap(({ id }) => {
    const value = generated[id];
    return value === undefined ? [] : [{ label: line(id, 20), value }];
  });
  const least = bars.reduce<Bar | undefined>(
    (low, bar) => (low && low.value <= bar.value ? low : bar),
    undefined,
  );
  if (!least) return null;
  const total = sum(bars);
  const facts = `${count(total, 'case')} over ${count(bars.length, 'requirement')}, fewest for ${least.label}: ${grouped(least.value)}`;
  return (
    <figure>
      <figcaption>Generated cases by constraint</figcaption>
      <Rows groups={byPrefix(bars)} name={`Generated cases for each requirement: ${facts}.`} />
      <p class="plot-facts">{facts}</p>
      <Figures head={['Requirement', 'Cases']} bars={bars} />
    </figure>
  );
}

const sum = (bars: readonly Bar[]): number => bars.reduce((total, { value }) => total + value, 0);

function byPrefix(bars: readonly Bar[]): Group[] {
  const groups = new Map<string, Bar[]>();
  for (const bar of bars) {
    const name = bar.label.split('-', 1)[0] ?? '';
    groups.set(name, [...(groups.get(name) ?? []), bar]);
  }
  return [...groups].map(([name, own]) => ({ name, bars: own }));
}

const ROW = 17;
const NAMES = 38;
const TOTALS = 40;
/** Width of a character of the labels, and a little more. */
const CHARACTER = 6;

/** A row for each group, as long as its bars together; a bar that has the room is named. */
function Rows({ groups, name }: { groups: readonly Group[]; name: string }) {
  const scale = (WIDTH - NAMES - TOTALS) / Math.max(1, ...groups.map(({ bars }) => sum(bars)));
  return (
    <svg role="img" aria-label={name} viewBox={`0 0 ${WIDTH} ${groups.length * ROW}`} class="columns">
      {groups.map((group, row) => {
        const y = row * ROW;
        const ends = group.bars.map((_, index) => NAMES + sum(group.bars.slice(0, index + 1)) * scale);
        return (
          <>
            <text x="0" y={y + 11}>
              {group.name}
            </text>
            {group.bars.map(({ label, value }, index) => {
              const x = ends[index - 1] ?? NAMES;
              const width = Math.max(0.5, value * scale - 1.5);
              const short = label.slice(group.name.length + 1) || label;
              return (
                <>
                  <rect x={round(x)} y={y} width={round(width)} height={ROW - 3}>
                    <title>
                      {label}: {grouped(value)}
                    </title>
                  </rect>
                  {short.length * CHARACTER < width && (
                    <text x={round(x + width / 2)} y={y + 10.5} class="within">
                      {short}
                    </text>
                  )}
                </>
              );
            })}
            <text x={round((ends.at(-1) ?? NAMES) + 4)} y={y + 11}>
              {grouped(sum(group.bars))}
            </text>
          </>
        );
      })}
    </svg>
  );
}

function Figures({ head, bars }: { head: readonly [string, string]; bars: readonly Bar[] }) {
  return (
    <details class="figures">
      <summary>Figures</summary>
      <table>
        <thead>
          <tr>
            {head.map((title) => (
              <th scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, value }) => (
            <tr>
              <th scope="row">{label}</th>
              <td>{grouped(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
