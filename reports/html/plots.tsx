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
      <figcaption>Time to a complete answer</figcaption>
      <Columns bars={bars} ticks={ticks} name={`Histogram of the time to a complete answer: ${facts}.`} />
      <p class="plot-facts">{facts}</p>
      <Figures head={['Time', 'Exchanges']} bars={bars} />
    </figure>
  );
}

function Generated({ results }: { results: Results }) {
  const { generated = {} } = results.run;
  const inOrder = results.requirements.filter(({ id }) => generated[id] !== undefined);
  if (inOrder.length === 0) return null;
  const bars = inOrder.map(({ id }) => ({ label: line(id, 20), value: generated[id] ?? 0 }));
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const least = bars.reduce((low, bar) => (bar.value < low.value ? bar : low));
  const facts = `${count(total, 'case')} over ${count(bars.length, 'requirement')}, fewest for ${least.label}: ${grouped(least.value)}`;
  return (
    <figure>
      <figcaption>Generated cases by constraint</figcaption>
      <Columns
        bars={bars}
        ticks={groupTicks(bars)}
        name={`Generated cases for each requirement: ${facts}.`}
      />
      <p class="plot-facts">{facts}</p>
      <Figures head={['Requirement', 'Cases']} bars={bars} />
    </figure>
  );
}

/** Names the first column of each group of ids (`RL`, `RS`), where there is room for the name. */
function groupTicks(bars: readonly Bar[]): ReadonlyMap<number, string> {
  const ticks = new Map<number, string>();
  const room = Math.ceil((bars.length * 32) / WIDTH);
  let last = { group: '', index: -room };
  bars.forEach(({ label }, index) => {
    const group = label.split('-')[0] ?? '';
    if (group === last.group) return;
    if (index - last.index >= room) ticks.set(index, group);
    else if (!ticks.has(last.index)) return;
    last = { group, index: ticks.has(index) ? index : last.index };
  });
  return ticks;
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
