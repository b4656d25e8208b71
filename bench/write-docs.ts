import { readFile, writeFile } from 'node:fs/promises';
import type { Figure } from './figure.js';
import { machine } from './machine.js';
import { plot } from './plot.js';
import { table } from './table.js';

/** Figures of a subject, and what they were taken on: subjects may be measured one at a time. */
interface Taken {
  readonly machine: string;
  readonly date: string;
  readonly figures: readonly Figure[];
}

type Data = Readonly<Record<string, Taken>>;

const file = (name: string): URL => new URL(`../../docs/${name}`, import.meta.url);
const section = /(<!-- figures: written by npm run bench -->\n)[\s\S]*?(<!-- end of figures -->)/;

/** Puts figures into the documentation, instead of older ones of the same subjects. */
export async function writeDocs(measured: Readonly<Record<string, readonly Figure[]>>): Promise<void> {
  const before = await readFile(file('performance.json'), 'utf8').catch(() => '{}');
  const data: Record<string, Taken> = { ...(JSON.parse(before) as Data) };
  for (const [name, figures] of Object.entries(measured))
    data[name] = { machine: machine(), date: new Date().toISOString().slice(0, 10), figures };
  const figures = Object.values(data).flatMap((taken) => taken.figures);
  const machines = Object.entries(data).map(([name, taken]) => `- ${name}: ${taken.date}, ${taken.machine}`);
  const page = await readFile(file('performance.md'), 'utf8');
  if (!section.test(page)) throw new Error('docs/performance.md has no place for figures');
  const text = `\n${table(figures)}\n\nTaken on:\n\n${machines.join('\n')}\n\n`;
  await writeFile(
    file('performance.md'),
    page.replace(section, (_, from: string, to: string) => from + text + to),
  );
  await writeFile(file('performance.json'), `${JSON.stringify(data, null, 2)}\n`);
  await writeFile(file('performance.svg'), plot(figures));
}
