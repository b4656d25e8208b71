import { relative } from 'node:path';
import type { Results } from '../schemas/index.js';

/** The verdict of a run and where its report is, for the terminal. */
export function verdictLine({ verdict, target, run }: Results, out: string): string {
  const exchanges = run.exchanges.toLocaleString('en');
  return [
    '',
    `${verdict}  ${target.endpoint}  (${exchanges} exchanges, seed ${run.seed})`,
    `Report: ${relative(process.cwd(), out) || '.'}/report.html`,
    '',
  ].join('\n');
}
