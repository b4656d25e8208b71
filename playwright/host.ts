import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requirementVerdict, uncoveredBy } from '../judge/index.js';
import { requestText, responseText } from '../reports/index.js';
import type { CheckEvidence, RunSession } from '../runner/index.js';
import { defined, isRequirementId, type RequirementId } from '../schemas/index.js';
import type { CheckReport, RequirementReport } from '../specs/index.js';
import { whyUnassessed } from './why-unassessed.js';

/** A socket on which workers ask for the outcomes of requirements. */
export interface Host {
  /** The path of the socket. */
  readonly socket: string;
  close(): Promise<void>;
}

/**
 * Serves the outcomes of a session to Playwright's workers over a local socket that only this user can open. The session
 * lives in the main process: the end of a worker, which every failing test brings, loses nothing.
 *
 * @param strict a broken SHOULD fails its test
 */
export async function startHost(session: RunSession, strict: boolean): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const socket = process.platform === 'win32' ? `\\\\.\\pipe\\${folder}` : join(folder, 'engine.sock');
  const server = createServer((incoming, response) => {
    respond(session, strict, incoming, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  // Workers are asked to end before this process does; a socket that is left must not keep it alive.
  server.unref();
  return {
    socket,
    close: async () => {
      await closeServer(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(
  session: RunSession,
  strict: boolean,
  { url = '' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, id = ''] = /^\/requirements\/([^/]+)$/.exec(url) ?? [];
  if (!isRequirementId(id)) {
    response.writeHead(404).end(`The catalogue has no requirement ${id}`);
    return;
  }
  const report = await reportOn(session, strict, id);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(report));
}

async function reportOn(session: RunSession, strict: boolean, id: RequirementId): Promise<RequirementReport> {
  const { claimed, waivers, startedAt } = session.run;
  const notApplicable = whyUnassessed(id, claimed);
  if (notApplicable !== undefined) return { verdict: 'not-applicable', notApplicable, strict, checks: [] };
  const { checks } = await session.outcome(id);
  const today = startedAt.slice(0, 10);
  const outcomes = checks.map(({ outcome }) => outcome);
  const waiver = waivers.find(
    (each) => each.requirement === id && each.expires >= today && uncoveredBy(each, outcomes).length === 0,
  );
  return {
    verdict: requirementVerdict(outcomes.map(({ verdict }) => verdict)),
    ...(waiver ? { waived: `waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}` } : {}),
    strict,
    checks: checks.map(toReport),
  };
}

function toReport({ outcome, exchange }: CheckEvidence): CheckReport {
  const { title, verdict, expected, actual, reason, stability, counterexample, curl, replay } = outcome;
  return {
    title,
    verdict,
    ...defined({ expected, actual, reason, stability }),
    ...(counterexample === undefined ? {} : { counterexample: counterexample.value }),
    ...defined({ curl, replay }),
    ...(exchange ? { request: requestText(exchange), response: responseText(exchange) } : {}),
  };
}
