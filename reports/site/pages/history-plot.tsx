import { Foreign } from '../../html/foreign.js';
import { ScrollRegion } from '../../html/scroll-region.js';
import { count, grouped, instant, line } from '../../text.js';
import type { Run } from '../product.js';
import { assessedWords, brokenWords } from './figures.js';

const WIDTH = 380;
const LEFT = 26;
const RIGHT = 372;
const TOP = 24;
const BASE = 112;
/** The strip below that says how much was assessed. */
const STRIP = 128;
const STRIP_HEIGHT = 5;
const STRIP_WIDTH = 90;
const LABELS = 148;
const HEIGHT = 168;
/** Characters of a version's label, and versions that are labelled at most. */
const LABEL = 12;
const LABELLED = 6;

/** Broken MUSTs over the versions of a product, with a strip that says how much of them was assessed. */
export function HistoryPlot({ runs }: { runs: readonly Run[] }) {
  const most = Math.max(1, ...runs.map(({ figures }) => figures.broken));
  const step = (RIGHT - LEFT) / runs.length;
  const x = (index: number) => round(LEFT + step * (index + 0.5));
  const y = (broken: number) => round(BASE - (broken / most) * (BASE - TOP));
  const points = runs.map(({ figures }, index) => `${x(index)},${y(figures.broken)}`);
  const every = Math.ceil(runs.length / LABELLED);
  const first = runs[0];
  const last = runs.at(-1);
  const words =
    first && last
      ? `from ${brokenWords(first.figures)} in ${first.version} to ${brokenWords(last.figures)} in ${last.version}`
      : '';
  return (
    <figure class="history">
      <figcaption>MUSTs broken over {count(runs.length, 'run')}; below, how many were assessed</figcaption>
      <svg
        role="img"
        aria-label={line(`MUSTs broken over versions: ${words}.`, 400)}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        class="columns"
      >
        <line x1={LEFT} x2={RIGHT} y1={TOP} y2={TOP} class="grid" />
        <text x="0" y={TOP + 3}>
          {grouped(most)}
        </text>
        <line x1={LEFT} x2={RIGHT} y1={BASE} y2={BASE} class="axis" />
        <text x="0" y={BASE + 3}>
          0
        </text>
        <polyline class="history-line" points={points.join(' ')} />
        {runs.map(({ version, startedAt, figures }, index) => {
          const bar = Math.min(step * 0.8, STRIP_WIDTH);
          const left = round(x(index) - bar / 2);
          const label = `${version}, ${instant(startedAt)}: ${brokenWords(figures)}, ${assessedWords(figures)}`;
          return (
            <g>
              <title>{line(label, 200)}</title>
              <circle class="history-point" cx={x(index)} cy={y(figures.broken)} r="4" />
              {index % every === 0 && (
                <text class="history-value" x={x(index)} y={y(figures.broken) - 8}>
                  {grouped(figures.broken)}
                </text>
              )}
              <rect class="history-whole" x={left} width={round(bar)} y={STRIP} height={STRIP_HEIGHT} />
              <rect
                class="history-assessed"
                x={left}
                width={round((figures.assessed / Math.max(1, figures.total)) * bar)}
                y={STRIP}
                height={STRIP_HEIGHT}
              />
              {index % every === 0 && (
                <>
                  <text class="history-label" x={x(index)} y={LABELS}>
                    {line(version, LABEL)}
                  </text>
                  <text class="history-label" x={x(index)} y={LABELS + 14}>
                    {grouped(figures.assessed)}/{grouped(figures.total)}
                  </text>
                </>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The same in figures, the latest run first. */
export function HistoryTable({ runs, root }: { runs: readonly Run[]; root: string }) {
  return (
    <ScrollRegion label="Runs">
      <table class="profiles runs-table">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Tested</th>
            <th scope="col">Suite</th>
            <th scope="col">MUSTs broken</th>
            <th scope="col">MUSTs assessed</th>
            <th scope="col">Full report</th>
          </tr>
        </thead>
        <tbody>
          {[...runs].reverse().map(({ version, startedAt, results, figures, report, whole }) => (
            <tr>
              <th scope="row">
                <Foreign text={version} limit={40} />
              </th>
              <td>
                {instant(startedAt)}
                {!whole && <span class="aside"> (in part)</span>}
              </td>
              <td>
                <Foreign text={results.suite.version} limit={20} />
              </td>
              <td>{brokenWords(figures)}</td>
              <td>{assessedWords(figures)}</td>
              <td>
                {report ? (
                  <a href={root + report}>
                    Report<span class="unseen"> of {line(version, 40)}</span>
                  </a>
                ) : (
                  <span class="aside">not given</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
