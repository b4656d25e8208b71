import { NoVerdict, readTls, type TlsFiles } from '../config/index.js';
import type { RequestPlan } from '../judge/index.js';
import { operation } from '../schemas/index.js';
import { Connection, type Sent } from '../targets/connection/index.js';
import { type ConnectionProblem, connectionProblem, gatekeeper } from './connection-advice.js';

/** What a connection to the target takes. */
export interface Reachable extends TlsFiles {
  readonly timeout: number;
  /** Whether proxies of the environment may stand in between; they may unless false. */
  readonly proxies?: boolean;
}

const look: RequestPlan = { ...operation, query: '' };
/** What is sent as well before a target counts as out of reach that closes the connection. */
const furtherLooks: readonly RequestPlan[] = [
  { ...look, query: 'asset=conformance&domain=conformance&format=generic' },
  { ...look, method: 'HEAD' },
];

/**
 * Sends one request to see whether anything responds, so that a wrong address, a proxy or a certificate in the way is one
 * message and not a failed run.
 *
 * @throws NoVerdict if nothing listens, TLS fails or something in between refuses; whatever else responds, however badly,
 *   is for the run to judge
 */
export async function reach(
  endpoint: string,
  { timeout, proxies = true, ...files }: Reachable,
): Promise<void> {
  const url = new URL(endpoint);
  const connection = new Connection({ endpoint: url, concurrency: 1, timeout, proxies, ...readTls(files) });
  try {
    const sent = await connection.send(look);
    const problem = sent.response
      ? gatekeeper(sent.response)
      : await whyOutOfReach(connection, sent, url, files.certFile !== undefined);
    if (problem) throw new NoVerdict(`${endpoint}: ${problem.detail}. ${problem.next}`);
  } finally {
    await connection.close();
  }
}

async function whyOutOfReach(
  connection: Connection,
  { failure }: Sent,
  endpoint: URL,
  certificate: boolean,
): Promise<ConnectionProblem | undefined> {
  if (!failure) return undefined;
  const problem = connectionProblem(failure, { endpoint, certificate });
  const isProxy = /Proxy response/.test(failure.message);
  if (failure.kind === 'unreachable' || failure.kind === 'tls' || isProxy) return problem;
  // With TLS, a server that closes every connection may want a certificate; without, the run shows what it does.
  if (failure.kind !== 'closed' || endpoint.protocol !== 'https:') return undefined;
  for (const plan of furtherLooks) {
    const { failure: again } = await connection.send(plan);
    if (again?.kind !== 'closed') return again?.kind === 'tls' ? problem : undefined;
  }
  return problem;
}
