import { Readable } from 'node:stream';
import type { RequestHandler } from 'msw';
import { operation as documented } from '../../schemas/index.js';
import { defaultFixtures, type LoadedFixtures } from '../fixtures/index.js';
import { type Access, exampleCredentials } from './access.js';
import { carriedRequest, carryResponse } from './carry.js';
import { MutableStore, managementOf } from './management/index.js';
import { createOperation, type Operation } from './operation.js';
import { OperationHandler } from './operation-handler.js';
import { type ReferenceRequest, requestFromFetch } from './request.js';
import type { ReferenceResponse } from './response.js';
import type { Stages } from './stages.js';
import { type Store, storeOf } from './store.js';

/** A seeded defect or lawful variant, as far as the target needs to know it. */
export interface StageChange {
  change(stages: Stages): Stages;
}

export interface ReferenceOptions {
  /** What the target holds: a fixture set, or a store of its own; the default set unless given. */
  readonly fixtures?: LoadedFixtures | Store | undefined;
  /** `none` unless given. */
  readonly auth?: 'none' | 'sigv4';
  /** The region that signatures must name; `us-east-1` unless given. */
  readonly region?: string;
  /** Secret access keys by access key id; AWS's documented example keys unless given. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The account of the caller; the owner of the first package version unless given. */
  readonly account?: string;
  /** Whether the operations that fill and list the target are answered too, over a copy of what it holds. */
  readonly management?: boolean;
  /** A seeded defect. */
  readonly defect?: StageChange | undefined;
  /** A lawful difference. */
  readonly variant?: StageChange | undefined;
  /** Milliseconds since the epoch; the clock unless given. */
  readonly now?: () => number;
}

/**
 * MSW handlers that answer GetPackageVersionAsset at any base URL, for `setupServer(...)` in tests of your own.
 * Requests to other paths are left alone.
 */
export function codeArtifactHandlers(options: ReferenceOptions = {}): RequestHandler[] {
  return [new OperationHandler('operation', responder(referenceOperation(options)))];
}

/** A handler that responds to every other path, too, as the service does: UnknownOperationException. */
export function everyPathHandlers(options: ReferenceOptions): RequestHandler[] {
  return [new OperationHandler('every-path', responder(referenceOperation(options)))];
}

function responder(operation: Operation): (request: Request) => Promise<Response> {
  return async (request) => {
    const carried = carriedRequest(request);
    return carried === undefined
      ? toResponse(await operation(await readRequest(request)))
      : carryResponse(await operation(carried));
  };
}

/** The operation with the responses that the options ask for. */
export function referenceOperation(options: ReferenceOptions = {}): Operation {
  const fixtures = options.fixtures ?? defaultFixtures();
  const held = 'versions' in fixtures ? fixtures : storeOf(fixtures);
  const access = accessOf(options, held);
  const change = (stages: Stages) => {
    const varied = options.variant?.change(stages) ?? stages;
    return options.defect?.change(varied) ?? varied;
  };
  if (!options.management) return createOperation(held, access, change);
  const store = new MutableStore(held);
  return createOperation(store, access, change, managementOf(store, access));
}

function accessOf(options: ReferenceOptions, store: Store): Access {
  const { accessKeyId, secretAccessKey } = exampleCredentials;
  return {
    auth: options.auth ?? 'none',
    region: options.region ?? 'us-east-1',
    secrets: options.secrets ?? { [accessKeyId]: secretAccessKey },
    account: options.account ?? store.domains[0]?.domainOwner ?? '111122223333',
    now: options.now ?? Date.now,
  };
}

async function readRequest(request: Request): Promise<ReferenceRequest> {
  const { pathname } = new URL(request.url);
  const at = pathname.lastIndexOf(documented.path);
  return requestFromFetch(request, pathname.slice(Math.max(at, 0)));
}

const bodyless = new Set([204, 205, 304]);

function toResponse({ status, headers, body }: ReferenceResponse): Response {
  const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  return new Response(bodyless.has(status) ? null : contentOf(body), init);
}

function contentOf(body: ReferenceResponse['body']): BodyInit {
  if (body instanceof Uint8Array) return body.slice();
  return body.whole()?.slice() ?? (Readable.toWeb(Readable.from(body.open())) as ReadableStream<Uint8Array>);
}
