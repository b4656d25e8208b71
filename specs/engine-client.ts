import { request } from 'node:http';
import type { RequirementId, RequirementVerdict } from '../schemas/index.js';

/** Environment variable with the address of the engine's socket: set in Playwright's main process, read by workers. */
export const socketVariable = 'CODEARTIFACT_CONFORMANCE_SOCKET';

/** What one check showed, as a test tells it. */
export interface CheckReport {
  readonly title: string;
  readonly verdict: RequirementVerdict;
  readonly expected?: string;
  readonly actual?: string;
  readonly reason?: string;
  readonly stability?: string;
  readonly counterexample?: string;
  readonly curl?: string;
  readonly replay?: string;
  /** The request and the response that broke the requirement, as messages of HTTP. */
  readonly request?: string;
  readonly response?: string;
}

/** What the engine found out about one requirement. */
export interface RequirementReport {
  readonly verdict: RequirementVerdict;
  /** Why the requirement is not assessed, if it is not: its profile is not claimed, or nothing can enforce it. */
  readonly notApplicable?: string;
  /** Why a failure is expected, if a waiver says so. */
  readonly waived?: string;
  /** A broken SHOULD fails the test, too. */
  readonly strict: boolean;
  readonly checks: readonly CheckReport[];
}

/**
 * Asks the engine, which runs in Playwright's main process, what it found out about a requirement. Asking again carries
 * the checks out again.
 *
 * @throws Error if there is no engine, or it could not say
 */
export async function askEngine(id: RequirementId): Promise<RequirementReport> {
  const socketPath = process.env[socketVariable];
  if (socketPath === undefined)
    throw new Error(
      'The conformance engine is not running. Spread conformance({ … }) of codeartifact-conformance/playwright into the config, and let its globalSetup run before the tests (in an editor: "Run global setup").',
    );
  const { status, body } = await post(socketPath, `/requirements/${id}`);
  if (status !== 200) throw new Error(body);
  return JSON.parse(body) as RequirementReport;
}

/** One POST over a local socket; there is no limit on the time, because a check may take long. */
function post(socketPath: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path, method: 'POST', agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    sent.on('error', (error) =>
      reject(new Error(`The conformance engine does not respond: ${error.message}`, { cause: error })),
    );
    sent.end();
  });
}
