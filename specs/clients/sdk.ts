import { createRequire } from 'node:module';
import { type Readable, Transform } from 'node:stream';
import type { ClientOutcome, Exchange } from '../../judge/index.js';
import { BodyDigest, failureOf, redact, withoutSecrets } from '../../targets/connection/index.js';
import type { Called, ClientCall } from './client-call.js';
import { asInput } from './input.js';

const name = (): string => {
  const { version } = createRequire(import.meta.url)('@aws-sdk/client-codeartifact/package.json') as {
    version: string;
  };
  return `@aws-sdk/client-codeartifact ${version}`;
};

/** What the SDK's HTTP handler takes and returns, as far as it matters here. */
interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
}
interface WireResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Makes the call with the real `@aws-sdk/client-codeartifact` and records what it sent, what came back, and what the
 * client made of it. The SDK has parsed the headers by then: their names are in lower case.
 */
export async function sdkGet({ target, values, headers = {} }: ClientCall): Promise<Called> {
  const sdk = await import('@aws-sdk/client-codeartifact');
  const began = performance.now();
  let request: WireRequest | undefined;
  let response: WireResponse | undefined;
  const client = new sdk.CodeartifactClient({
    endpoint: target.endpoint,
    region: target.region,
    maxAttempts: 1,
    credentials: target.credentials ?? { accessKeyId: 'unsigned', secretAccessKey: 'unsigned' },
    requestHandler: {
      requestTimeout: target.timeout,
      ...(target.ca === undefined ? {} : { httpsAgent: { ca: target.ca } }),
    },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign((args.request as WireRequest).headers, headers);
      return next(args);
    },
    { step: 'build', name: 'conformanceScenario' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      request = args.request as WireRequest;
      const result = await next(args);
      response = result.response as WireResponse;
      return result;
    },
    { step: 'deserialize', name: 'conformanceRecorder', priority: 'low' },
  );
  const body = new BodyDigest(64 * 1024);
  recordBodies(client, body);
  let outcome: ClientOutcome;
  let failure: Exchange['failure'];
  try {
    const output = await client.send(new sdk.GetPackageVersionAssetCommand(asInput(values) as never));
    const asset = await drain(output.asset);
    outcome = {
      name: name(),
      output: {
        ...(output.assetName === undefined ? {} : { assetName: output.assetName }),
        ...(output.packageVersion === undefined ? {} : { packageVersion: output.packageVersion }),
        ...(output.packageVersionRevision === undefined
          ? {}
          : { packageVersionRevision: output.packageVersionRevision }),
        asset,
      },
    };
  } catch (error) {
    const { name: errorName, typed } = describeError(error, sdk);
    outcome = {
      name: name(),
      error: { name: errorName, typed, ...(response ? { status: response.statusCode } : {}) },
    };
    if (!response) failure = failureOf(error);
  } finally {
    client.destroy();
  }
  const url = new URL(target.endpoint);
  const sent = Object.entries(request?.headers ?? {});
  return {
    request: {
      method: request?.method ?? 'GET',
      origin: url.origin,
      target: request ? `${request.path}?${queryOf(request)}` : url.pathname,
      headers: sent.map(redact),
    },
    ...(response
      ? {
          response: withoutSecrets(
            {
              status: response.statusCode,
              headers: Object.entries(response.headers),
              body: body.finish(),
            },
            sent,
          ),
        }
      : {}),
    ...(failure ? { failure } : {}),
    timing: { startedAt: 0, endedAfter: Math.round((performance.now() - began) * 100) / 100 },
    client: outcome,
  };
}

/** The bytes that the client hands to its caller, as size and hash. */
async function drain(asset: unknown): Promise<{ size: number; sha256: string }> {
  const digest = new BodyDigest(0);
  for await (const chunk of (asset ?? []) as AsyncIterable<Uint8Array>) digest.update(chunk);
  const { size, sha256 } = digest.finish();
  return { size, sha256 };
}

/** Lets every answer's body pass through a digest on its way from the client's HTTP handler to the client. */
function recordBodies(client: { readonly config: { requestHandler: object } }, digest: BodyDigest): void {
  const handler = client.config.requestHandler as {
    handle(...args: unknown[]): Promise<{ response: { body?: Readable } }>;
  };
  const handle = handler.handle.bind(handler);
  handler.handle = async (...args) => {
    const output = await handle(...args);
    const { body } = output.response;
    if (!body) return output;
    const passage = new Transform({
      transform(chunk: Buffer, _, done) {
        digest.update(chunk);
        done(null, chunk);
      },
    });
    body.on('error', (error) => passage.destroy(error));
    output.response.body = body.pipe(passage);
    return output;
  };
}

function queryOf({ query = {} }: WireRequest): string {
  return Object.entries(query)
    .flatMap(([key, value]) =>
      [value ?? ''].flat().map((each) => `${encodeURIComponent(key)}=${encodeURIComponent(each)}`),
    )
    .join('&');
}

/** The name of what the client threw, and whether it is the exported exception class of that name. */
function describeError(error: unknown, sdk: object): { name: string; typed: boolean } {
  if (!(error instanceof Error)) return { name: String(error), typed: false };
  const exported: unknown = Object.entries(sdk).find(([key]) => key === error.name)?.[1];
  return { name: error.name, typed: typeof exported === 'function' && error instanceof exported };
}
