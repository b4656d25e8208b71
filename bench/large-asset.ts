import { mebibyte } from '../targets/fixtures/index.js';
import { measure, script, startServer } from './command.js';
import { type Figure, formatFigure, type Subject } from './figure.js';
import { interleaved, median } from './median.js';

/** (c) A large asset by the suite's connection against `curl` piped to `sha256sum`. */
export const largeAsset: Subject = {
  name: 'large-asset',
  async measure({ rounds, full }): Promise<readonly Figure[]> {
    const size = full ? 5120 : 1024;
    const server = await startServer([script('large-server'), String(size)]);
    const hashes = new Set<string | undefined>();
    try {
      const { own, curl } = await interleaved(rounds, {
        own: async () => {
          const { stdout, peakMiB } = await measure(process.execPath, [
            script('download'),
            server.url,
            String(size * mebibyte),
          ]);
          const report = JSON.parse(stdout) as { ms: number; sha256?: string };
          hashes.add(report.sha256);
          return { ms: report.ms, peakMiB };
        },
        curl: async () => {
          const { ms, stdout } = await measure('sh', [
            '-c',
            `curl --silent --noproxy '*' ${server.url}/ | sha256sum`,
          ]);
          hashes.add(stdout.split(' ')[0]);
          return { ms, peakMiB: 0 };
        },
      });
      if (hashes.size !== 1) throw new Error(`the two disagree about the bytes: ${[...hashes].join(', ')}`);
      const rate = (runs: readonly { ms: number }[]): number =>
        size / (median(runs.map(({ ms }) => ms)) / 1000);
      const ratio = median(own.map(({ ms }, round) => (curl[round]?.ms ?? Number.NaN) / ms));
      const conditions = `${size / 1024} GiB over loopback, ${rounds} rounds in turn`;
      return [
        {
          subject: 'a large asset against curl | sha256sum',
          measured: `${formatFigure(rate(own))} MiB/s against ${formatFigure(rate(curl))} MiB/s`,
          conditions,
          bar: { value: ratio, limit: 1, sense: 'at least', unit: 'times' },
        },
        {
          subject: 'memory for it',
          measured: `${formatFigure(Math.max(...own.map(({ peakMiB }) => peakMiB)))} MiB`,
          conditions: 'resident, the whole process, the largest of all rounds',
          bar: {
            value: Math.max(...own.map(({ peakMiB }) => peakMiB)),
            limit: 200,
            sense: 'at most',
            unit: 'MiB',
          },
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
