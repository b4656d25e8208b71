import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../schemas/index.js';
import type { Place } from './place.js';
import type { Ended } from './set-up/cli-process.js';

/** A proxy under way, as a user starts it. */
export interface StartedProxy {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  /** Stops it as Ctrl-C does, and reads what it wrote. */
  stop(): Promise<{ readonly ended: Ended; readonly results: Results; readonly recording: string }>;
}

export async function startProxied(
  place: Place,
  endpoint: string,
  ...args: readonly string[]
): Promise<StartedProxy> {
  const running = place.start('proxy', '--endpoint', endpoint, '--out', 'proxied', ...args);
  const [, url = ''] = await running.says(/^listening on (\S+)$/m);
  const dir = join(place.folder, 'proxied');
  return {
    url,
    port: Number(new URL(url).port),
    dir,
    async stop() {
      running.signal('SIGINT');
      const ended = await running.ended;
      return {
        ended,
        results: await place.results('proxied'),
        recording: readFileSync(join(dir, 'exchanges.ndjson'), 'utf8'),
      };
    },
  };
}
