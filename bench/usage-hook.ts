/**
 * Loaded into every process of a measured command (`NODE_OPTIONS=--import`): notes at its end what it used. A file for
 * each process, because a run is several.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.BENCH_USAGE;
if (folder !== undefined)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const used = {
      command: process.argv[1] ?? '',
      rssKiB: maxRSS,
      cpuMs: (userCPUTime + systemCPUTime) / 1000,
    };
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(used));
  });
