// Driver for the AWS SDK for JavaScript v3. Speaks the protocol of docs/clients.md on standard input and output.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { Transform } from 'node:stream';
import tls from 'node:tls';

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const name = '@aws-sdk/client-codeartifact';
const sdk = await import(name).catch((error) => {
  say({ missing: `${error.message}. Install it with: npm install ${name}` });
  process.exit(0);
});

const errorHeadBytes = 256 * 1024;
const assetHeadBytes = 1024;
const outputMembers = ['assetName', 'packageVersion', 'packageVersionRevision'];
const errorMembers = ['resourceId', 'resourceType', 'reason', 'retryAfterSeconds'];

/** The response is larger than the call allows, or did not end in time. */
class GivenUp extends Error {
  constructor(failure, message) {
    super(message);
    this.failure = failure;
  }
}

/** Hashes a body as it streams by and keeps only its beginning. */
class Body {
  hash = createHash('sha256');
  head = [];
  size = 0;

  constructor(room) {
    this.room = room;
  }

  update(chunk) {
    this.hash.update(chunk);
    this.size += chunk.length;
    this.head.push(chunk.subarray(0, this.room));
    this.room -= Math.min(this.room, chunk.length);
  }

  digest() {
    return { size: this.size, sha256: this.hash.copy().digest('hex') };
  }

  record(secrets) {
    const head = Buffer.concat(this.head);
    const masked = Buffer.from(secrets.mask(head.toString('latin1')), 'latin1');
    return { ...this.digest(), head: masked.toString('base64'), complete: head.length === this.size };
  }
}

/** Replaces credentials and signatures with asterisks in whatever leaves this program. */
class Secrets {
  constructor(credentials = {}) {
    this.values = Object.values(credentials);
  }

  learn(authorization = '') {
    this.values.push(authorization, /Signature=([0-9a-f]+)/.exec(authorization)?.[1]);
  }

  mask(text) {
    return this.values
      .filter(Boolean)
      .sort((a, b) => b.length - a.length)
      .reduce((rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)), text);
  }

  fields(headers) {
    return Object.entries(headers).map(([field, value]) => [field, this.mask(String(value))]);
  }

  members(source, names) {
    const given = names.filter((each) => source[each] !== undefined);
    return Object.fromEntries(
      given.map((each) => [each, typeof source[each] === 'string' ? this.mask(source[each]) : source[each]]),
    );
  }
}

/** The agent that reaches the target as the call says: trusting its authority, through its proxy. */
async function agents({ endpoint, caFile, proxy, timeoutMs }) {
  const options = { timeout: timeoutMs, ...(caFile ? { ca: readFileSync(caFile) } : {}) };
  if (proxy === undefined) return { httpsAgent: options };
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const agent = new HttpsProxyAgent(proxy, options);
  // What it is made with counts for the connection to the proxy; the one to the target has options of its own, and would
  // compare the certificate of an IP address with localhost.
  const { hostname } = new URL(endpoint);
  const checkServerIdentity = (_, certificate) => tls.checkServerIdentity(hostname, certificate);
  Object.assign(agent.options, options, { checkServerIdentity });
  return { httpAgent: agent, httpsAgent: agent };
}

async function clientFor(call) {
  return new sdk.CodeartifactClient({
    endpoint: call.endpoint,
    region: call.region,
    credentials: call.credentials ?? { accessKeyId: 'unsigned', secretAccessKey: 'unsigned' },
    ...(call.credentials ? {} : { signer: { sign: async (request) => request } }),
    maxAttempts: 1,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    defaultsMode: 'standard',
    requestHandler: {
      connectionTimeout: call.timeoutMs,
      requestTimeout: call.timeoutMs,
      throwOnRequestTimeout: true,
      ...(await agents(call)),
    },
  });
}

/**
 * Lets the body of a response pass through a digest on its way to the SDK, which sets limits neither to the size of an
 * error nor to the time that a body takes.
 */
function pass(response, body, { limitBytes, leftMs }) {
  const passage = new Transform({
    transform(chunk, _, next) {
      body.update(chunk);
      if (body.size > limitBytes)
        next(new GivenUp('too-large', `The response is larger than ${limitBytes} bytes`));
      else next(null, chunk);
    },
  });
  const { body: source } = response;
  const late = new GivenUp('timeout', 'The response did not end in time');
  const timer = setTimeout(() => passage.destroy(late), leftMs);
  source.on('error', (error) => passage.destroy(error));
  passage.on('close', () => {
    clearTimeout(timer);
    source.destroy();
  });
  response.body = source.pipe(passage);
}

async function digest(stream) {
  const asset = new Body(0);
  for await (const chunk of stream ?? []) asset.update(chunk);
  return asset.digest();
}

function urlOf({ protocol, hostname, port, path, query = {} }) {
  // The SDK sorts them as it writes the request line.
  const pairs = Object.entries(query)
    .sort()
    .map(([key, value]) => `${escaped(key)}=${escaped(value)}`);
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path}?${pairs.join('&')}`;
}

/** As the SDK writes it: RFC 3986 leaves fewer characters alone than JavaScript does. */
const escaped = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const failures = [
  [/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/, 'unreachable'],
  [/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/, 'tls'],
  [/^(?:ETIMEDOUT|TimeoutError)$/, 'timeout'],
  [/^(?:ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, 'closed'],
  [/^HPE_/, 'invalid'],
];

/** What kept the SDK from a response, where its error says so. */
function failureOf(error) {
  if (error instanceof GivenUp) return error.failure;
  const said = [error.code, error.name, error.cause?.code, error.errors?.[0]?.code];
  return failures.find(([pattern]) => said.some((each) => pattern.test(each ?? '')))?.[1];
}

function describe(error, secrets) {
  const message = secrets.mask(String(error.message));
  if (!(error instanceof sdk.CodeartifactServiceException)) {
    const failure = failureOf(error);
    return { class: error.name, modelled: false, message, ...(failure ? { failure } : {}) };
  }
  const named = Object.entries(sdk).find(([key]) => key === error.name)?.[1];
  return {
    class: secrets.mask(error.name),
    modelled: named !== undefined && error instanceof named,
    code: secrets.mask(error.name),
    message,
    status: error.$metadata.httpStatusCode,
    ...secrets.members(error, errorMembers),
  };
}

async function carryOut(id, call) {
  const secrets = new Secrets(call.credentials);
  let began = performance.now();
  let body;
  const elapsed = () => Math.round((performance.now() - began) * 100) / 100;
  const done = {};
  let client;
  try {
    client = await clientFor(call);
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign(args.request.headers, call.headers);
        return next(args);
      },
      { step: 'build', name: 'conformanceHeaders' },
    );
    client.middlewareStack.add(
      (next) => async (args) => {
        const { request } = args;
        secrets.learn(request.headers.authorization);
        began = performance.now();
        const headers = secrets.fields(request.headers);
        say({ id, sent: { method: request.method, url: urlOf(request), headers } });
        const result = await next(args);
        const { statusCode: status, headers: received } = result.response;
        say({ id, received: { status, headers: secrets.fields(received), afterMs: elapsed() } });
        body = new Body(status >= 300 ? errorHeadBytes : assetHeadBytes);
        const limits = { limitBytes: call.limitBytes, leftMs: call.timeoutMs - elapsed() };
        if (result.response.body) pass(result.response, body, limits);
        return result;
      },
      { step: 'deserialize', name: 'conformanceRecorder', priority: 'low' },
    );
    const output = await client.send(new sdk.GetPackageVersionAssetCommand(call.input));
    const asset = await digest(output.asset);
    done.output = { ...secrets.members(output, outputMembers), asset };
  } catch (error) {
    done.error = describe(error, secrets);
  } finally {
    client?.destroy();
  }
  if (body) done.body = body.record(secrets);
  say({ id, done: { ...done, afterMs: elapsed() } });
}

const { version } = createRequire(import.meta.url)(`${name}/package.json`);
say({ ready: { name, version } });
for await (const line of createInterface({ input: process.stdin })) {
  const { id, call } = JSON.parse(line);
  carryOut(id, call);
}
process.exit(0); // Standard input has ended: nobody waits for the calls that are under way.
