import {
  BuildFailed,
  buildClient,
  isBuilt,
  type OfficialClient,
  officialClients,
  stateOf,
} from '../../targets/clients/index.js';

/** How a client stands after the builds: tests of one that is not ready are skipped, or fail, with the reason. */
export type Standing =
  | { readonly state: 'ready' }
  | { readonly state: 'skipped' | 'failed'; readonly reason: string };

export type Standings = Readonly<Record<string, Standing>>;

/** The quick ones first, so that a limit on the time keeps out as few as possible. */
const order = ['javascript', 'python', 'cli', 'java', 'go', 'rust'];
const rank = ({ name }: OfficialClient): number =>
  order.includes(name) ? order.indexOf(name) : order.length;

/** What package managers print if they do not reach their registry: a machine without network is no broken build. */
const noRegistry =
  /No matching distribution found|Max retries exceeded|NewConnectionError|dial tcp|connection refused|no such host|Could not resolve host|failed to download|failed to get `|network failure|Could not transfer artifact|Unknown host|UnknownHostException|Connection refused/i;

/**
 * Builds every client that the machine can build and that is not in the user's cache folder yet.
 *
 * @param seconds the time for all builds together; what is not built by then is skipped
 */
export async function buildAll(seconds = Number.POSITIVE_INFINITY): Promise<Standings> {
  const endsAt = Date.now() + seconds * 1000;
  const standings: Record<string, Standing> = {};
  for (const client of officialClients.toSorted((one, other) => rank(one) - rank(other)))
    standings[client.name] = await build(client, seconds, endsAt);
  return standings;
}

async function build(client: OfficialClient, seconds: number, endsAt: number): Promise<Standing> {
  const shortfall = client.build && !isBuilt(client) ? await make(client, seconds, endsAt) : undefined;
  // One that is not built may be installed.
  const state = await stateOf(client);
  return state.state === 'ready'
    ? { state: 'ready' }
    : (shortfall ?? { state: 'failed', reason: state.reason });
}

/** Builds a client; returns what kept it from that. */
async function make(client: OfficialClient, seconds: number, endsAt: number): Promise<Standing | undefined> {
  const state = await stateOf(client);
  if (state.state === 'toolchain-missing')
    return { state: 'skipped', reason: `${client.title} needs ${state.remedy}` };
  const began = Date.now();
  const stop = new AbortController();
  if (endsAt <= began) stop.abort();
  const timer = Number.isFinite(endsAt) ? setTimeout(() => stop.abort(), endsAt - began) : undefined;
  try {
    if (!stop.signal.aborted)
      await buildClient(client, {
        signal: stop.signal,
        onStep: (command) => process.stdout.write(`${client.name}: ${command}\n`),
      });
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error;
    const line = error.message.split('\n').find((each) => noRegistry.test(each));
    if (line !== undefined)
      return {
        state: 'skipped',
        reason: `${client.title} was not built because its packages cannot be downloaded: ${line.trim()}`,
      };
    if (!stop.signal.aborted)
      return { state: 'failed', reason: `${client.title} was not built: ${error.message}` };
  } finally {
    clearTimeout(timer);
  }
  if (stop.signal.aborted) {
    const reason = `${client.title} was not built within the ${seconds} s for all builds: npm run test:clients has no limit`;
    return { state: 'skipped', reason };
  }
  process.stdout.write(`${client.name}: built in ${Math.round((Date.now() - began) / 1000)} s\n`);
  return undefined;
}
