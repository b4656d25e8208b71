import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were taken on, in one line. */
export function machine(): string {
  const [first] = cpus();
  const [load = 0] = loadavg();
  return `${cpus().length} cores (${first?.model.trim() || 'unnamed'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node.js ${process.versions.node}, load average ${load.toFixed(1)} at the end`;
}
