// Driver for the AWS CLI, v1 and v2. Speaks the protocol of docs/clients.md on standard input and output.
// Usage: driver.mjs COMMAND, where COMMAND is the AWS CLI.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const [, , aws] = process.argv;
const plugin = fileURLToPath(new URL('plugin', import.meta.url));
/** Characters kept of what the CLI prints. */
const keptOutput = 256 * 1024;
const lookEveryMs = 200;
/** Milliseconds that an interpreter may take to start on a busy machine. */
const startUpMs = 30_000;

/** The errors that the CLI's own help names for this operation. */
const modelled = [
  'AccessDeniedException',
  'ConflictException',
  'InternalServerException',
  'ResourceNotFoundException',
  'ThrottlingException',
  'ValidationException',
];

/** What the CLI says if it has no response, or none that it understands. */
const failures = [
  [/The response is larger than \d+ bytes/, 'too-large'],
  [/Could not connect to the endpoint URL|Failed to connect to proxy URL|Connect timeout on/, 'unreachable'],
  [/SSL validation failed/, 'tls'],
  [/Read timeout on|timed out/i, 'timeout'],
  [/Connection was closed before|error occurred while reading from response stream/, 'closed'],
  [/read, but total bytes expected|Connection (?:aborted|broken|reset)|RemoteDisconnected/, 'closed'],
  [/IncompleteRead|ProtocolError/, 'closed'],
  [/HTTP Client raised an unhandled exception|Unable to parse response/, 'invalid'],
];

const { stdout: told, stderr } = await promisify(execFile)(aws, ['--version']).catch((error) => {
  say({ missing: `\`${aws} --version\` failed: ${error.message.trim()}` });
  process.exit(0);
});
const [, version] = /aws-cli\/(\S+)/.exec(told + stderr) ?? [];
if (version === undefined) {
  say({ missing: `\`${aws} --version\` names no version: ${told}${stderr}`.trim() });
  process.exit(0);
}

/** Replaces credentials and signatures with asterisks in whatever leaves this program. */
class Secrets {
  constructor(credentials = {}) {
    this.values = Object.values(credentials);
  }

  learn(headers) {
    const [, authorization] = headers.find(([name]) => name.toLowerCase() === 'authorization') ?? [];
    if (authorization) this.values.push(authorization, /Signature=([0-9a-f]+)/.exec(authorization)?.[1]);
  }

  mask(text) {
    return this.values
      .filter(Boolean)
      .sort((a, b) => b.length - a.length)
      .reduce((rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)), text);
  }

  fields(headers) {
    return headers.map(([name, value]) => [name, this.mask(value)]);
  }

  body(body) {
    const head = Buffer.from(body.head, 'base64').toString('latin1');
    return { ...body, head: Buffer.from(this.mask(head), 'latin1').toString('base64') };
  }
}

/** The configuration that loads our plugin: v2 has a setting for the place of plugins, v1 takes Python's own path. */
const configuration = version.startsWith('1.')
  ? `[default]\ncli_follow_urlparam = false\n[plugins]\nconformance = conformance_plugin\n`
  : `[default]\n[plugins]\ncli_legacy_plugin_path = ${plugin}\nconformance = conformance_plugin\n`;

/** The file that the plugin writes to. */
const reportIn = (folder) => join(folder, 'report');

async function environmentFor(call, folder) {
  const config = join(folder, 'config');
  await writeFile(config, configuration);
  const { accessKeyId, secretAccessKey, sessionToken } = call.credentials ?? {};
  return {
    ...process.env,
    AWS_CONFIG_FILE: config,
    AWS_USE_FIPS_ENDPOINT: 'false',
    AWS_USE_DUALSTACK_ENDPOINT: 'false',
    PYTHONPATH: [plugin, process.env.PYTHONPATH].filter(Boolean).join(':'),
    PYTHONDONTWRITEBYTECODE: '1',
    CONFORMANCE_HEADERS: JSON.stringify(call.headers),
    CONFORMANCE_REPORT: reportIn(folder),
    CONFORMANCE_LIMIT: String(call.limitBytes),
    ...(accessKeyId ? { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } : {}),
    ...(sessionToken ? { AWS_SESSION_TOKEN: sessionToken } : {}),
    ...(call.proxy ? { HTTP_PROXY: call.proxy, HTTPS_PROXY: call.proxy } : {}),
  };
}

function argumentsFor(call, asset) {
  const seconds = String(Math.ceil(call.timeoutMs / 1000));
  const option = (member) => member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [
    ...['codeartifact', 'get-package-version-asset', '--output', 'json'],
    ...['--endpoint-url', call.endpoint, '--region', call.region],
    ...['--cli-connect-timeout', seconds, '--cli-read-timeout', seconds],
    ...(call.caFile ? ['--ca-bundle', call.caFile] : []),
    ...(call.credentials ? [] : ['--no-sign-request']),
    // In one argument with the option, a value that begins with a hyphen is still a value.
    ...Object.entries(call.input).map(([member, value]) => `--${option(member)}=${value}`),
    asset,
  ];
}

/** Runs the CLI to its end or its time limit, which begins when the request is sent. */
function run(call, asset, env) {
  return new Promise((resolve) => {
    const child = spawn(aws, argumentsFor(call, asset), { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8');
      child[name].on('data', (chunk) => {
        output[name] = (output[name] + chunk).slice(0, keptOutput);
      });
    }
    let stopped;
    let endsAt = Date.now() + startUpMs + call.timeoutMs;
    let sent = false;
    const looking = setInterval(async () => {
      if (!sent && (await exists(env.CONFORMANCE_REPORT))) {
        sent = true;
        endsAt = Date.now() + call.timeoutMs;
      }
      if (Date.now() < endsAt) return;
      stopped = 'timeout';
      child.kill('SIGKILL');
    }, lookEveryMs);
    const end = (rest) => {
      clearInterval(looking);
      resolve({ ...output, ...rest, ...(stopped ? { stopped } : {}) });
    };
    child.once('error', (error) => end({ code: -1, stderr: error.message }));
    child.once('close', (code) => end({ code }));
  });
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

async function digest(file) {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** The members that the CLI prints; it prints nothing if there are none. */
function printedMembers(stdout) {
  const output = stdout.trim() === '' ? {} : JSON.parse(stdout);
  return Object.fromEntries(Object.entries(output ?? {}).filter(([, value]) => typeof value === 'string'));
}

/** What the CLI prints of an error: its code, its message, and in newer versions the further members. */
function printedError(stderr) {
  const [, code, message] =
    /An error occurred \(([^)\n]*)\) when calling the \S+ operation(?: \([^)\n]*\))?: ([^\n]*)/.exec(
      stderr,
    ) ?? [];
  if (code === undefined) return undefined;
  const [, details = ''] = stderr.split(/Additional error details:/);
  const members = [...details.matchAll(/^(resourceId|resourceType|reason|retryAfterSeconds): (.*)$/gm)];
  const typed = members.map(([, name, value]) => [
    name,
    name === 'retryAfterSeconds' ? Number(value) : value,
  ]);
  return {
    class: code,
    modelled: modelled.includes(code),
    code,
    message,
    ...Object.fromEntries(typed),
  };
}

function errorOf({ code, stderr, stopped }, secrets) {
  const said = secrets.mask(stderr).trim();
  if (stopped) return { class: stopped, modelled: false, failure: stopped, message: said || stopped };
  const printed = printedError(said);
  if (printed) return printed;
  if (/Parameter validation failed|Invalid length for parameter/.test(said))
    return { class: 'ParamValidation', modelled: false, refused: true, message: said };
  const failure = failures.find(([pattern]) => pattern.test(said))?.[1];
  return { class: `exit code ${code}`, modelled: false, message: said, ...(failure ? { failure } : {}) };
}

/** The CLI reads the file that such a value names, and sends its content. */
const isFileReference = (value) => /^fileb?:\/\//i.test(value);

async function carryOut(id, call) {
  const began = performance.now();
  if (Object.values(call.input).some(isFileReference)) {
    const message = 'The AWS CLI takes a value of the form file:// as the place of the value';
    say({ id, done: { error: { class: 'Driver', modelled: false, refused: true, message }, afterMs: 0 } });
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'codeartifact-conformance-'));
  try {
    const secrets = new Secrets(call.credentials);
    const asset = join(folder, 'asset');
    const ended = await run(call, asset, await environmentFor(call, folder));
    const report = (await readFile(reportIn(folder), 'utf8').catch(() => '')).split('\n').filter(Boolean);
    const done = {};
    for (const { sent, received, body } of report.map((line) => JSON.parse(line))) {
      if (sent) {
        secrets.learn(sent.headers);
        say({ id, sent: { ...sent, headers: secrets.fields(sent.headers) } });
      }
      if (received) say({ id, received: { ...received, headers: secrets.fields(received.headers) } });
      if (body) done.body = secrets.body(body);
    }
    if (ended.code === 0)
      done.output = { ...printedMembers(secrets.mask(ended.stdout)), asset: await digest(asset) };
    else done.error = errorOf(ended, secrets);
    say({ id, done: { ...done, afterMs: Math.round((performance.now() - began) * 100) / 100 } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Calls that wait: each is an interpreter of its own, and more of them than processors only slow each other down. */
const queue = [];
let underWay = 0;

function startMore() {
  while (underWay < availableParallelism() && queue.length > 0) {
    const { id, call } = queue.shift();
    underWay += 1;
    carryOut(id, call).finally(() => {
      underWay -= 1;
      startMore();
    });
  }
}

say({ ready: { name: 'aws-cli', version } });
for await (const line of createInterface({ input: process.stdin })) {
  queue.push(JSON.parse(line));
  startMore();
}
process.exit(0); // Standard input has ended: nobody waits for the calls that are under way.
