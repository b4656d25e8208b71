import { type Bar, type Figure, formatFigure, keeps } from './figure.js';

const width = 760;
const rowHeight = 44;
const left = 12;
const chart = { from: 330, to: 640 };
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * How far a figure is from its bar, on a scale on which every bar stands at 1 and less is better: for a figure that has
 * to be large, the inverse.
 */
export const spent = ({ value, limit, sense }: Bar): number =>
  sense === 'at most' ? value / limit : limit / value;

/** The figures that have a bar, as an SVG of horizontal bars against the one line that none of them is to cross. */
export function plot(figures: readonly Figure[]): string {
  const rows = figures.flatMap(({ subject, bar }) => (bar ? [{ subject, bar }] : []));
  const most = Math.max(1.25, ...rows.map(({ bar }) => spent(bar)));
  const at = (share: number): number => chart.from + (Math.min(share, most) / most) * (chart.to - chart.from);
  const height = 64 + rows.length * rowHeight;
  const line = at(1);
  const drawn = rows.map(({ subject, bar }, index) => {
    const top = 48 + index * rowHeight;
    const end = at(spent(bar));
    const label = `${formatFigure(bar.value)} ${bar.unit} (${bar.sense} ${formatFigure(bar.limit)})`;
    return [
      `<text x="${left}" y="${top + 16}">${escaped(subject)}</text>`,
      `<rect x="${chart.from}" y="${top}" width="${Math.max(1, end - chart.from).toFixed(1)}" height="14" fill="${keeps(bar) ? '#2f6f4f' : '#b3261e'}"/>`,
      `<text x="${chart.from}" y="${top + 28}" class="told">${escaped(label)}${keeps(bar) ? '' : ': does not hold'}</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Measured figures against their bars">
<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.told{font-size:11px;fill:#57606a}</style>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${left}" y="24" style="font-weight:600">How much of each bar is used: shorter is better</text>
${drawn.join('\n')}
<line x1="${line.toFixed(1)}" x2="${line.toFixed(1)}" y1="36" y2="${height - 12}" stroke="#1f2328" stroke-dasharray="4 3"/>
<text x="${(line + 6).toFixed(1)}" y="40" class="told">the bar</text>
</svg>
`;
}
