import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotApplicable } from '../../engine/index.js';
import type { ClientOutcome } from '../../judge/index.js';
import {
  errorTypes,
  operation,
  type ParameterName,
  type ParameterValues,
  parameters,
} from '../../schemas/index.js';
import { BodyDigest } from '../../targets/connection/index.js';
import { botocoreFailure } from './botocore-failure.js';
import { type Ended, runChild, withFolder } from './child.js';
import { type Called, type ClientCall, detectionMs, startUpMs } from './client-call.js';
import { clientEnvironment } from './client-environment.js';
import { type Credentials, conceal } from './conceal.js';

/** Milliseconds between two looks at the size of the file that the CLI writes. */
const lookEveryMs = 200;

const versions = new Map<string, Promise<string>>();

/**
 * The name and version of the AWS CLI, e.g. `aws-cli/2.31.0`; asked for once.
 *
 * @throws NotApplicable where there is none
 */
export function awsCliVersion(): Promise<string> {
  const path = process.env.PATH ?? '';
  const version = versions.get(path) ?? askVersion();
  versions.set(path, version);
  return version;
}

async function askVersion(): Promise<string> {
  const answer = await runChild('aws', ['--version'], {
    env: clientEnvironment(),
    timeout: detectionMs,
  }).catch((error: Error) => error);
  if (answer instanceof Error) throw new NotApplicable(`The AWS CLI is not installed: ${answer.message}`);
  const [name] = /aws-cli\/\S+/.exec(answer.stdout + answer.stderr) ?? [];
  if (answer.code === 0 && name !== undefined) return name;
  if (answer.killed)
    throw new NotApplicable(
      `The AWS CLI did not start: no answer to \`aws --version\` within ${detectionMs} ms`,
    );
  throw new NotApplicable(`The AWS CLI is not installed: \`aws --version\` gave ${answer.stderr.trim()}`);
}

/**
 * Makes the call with the AWS CLI, v1 or v2.
 *
 * The CLI talks to the target directly and is recorded by what it tells its caller, since anything in between would
 * change the host that it signs for. It tells neither status nor headers, so the exchange has no response. The request
 * is the one that these versions were seen to send; it can be given no further headers.
 */
export async function awsCliGet(call: ClientCall): Promise<Called> {
  const name = await awsCliVersion();
  refuseFileReferences(call.values);
  const { target } = call;
  const credentials = await target.credentials?.();
  return withFolder(async (folder) => {
    const outfile = join(folder, 'asset');
    const env = clientEnvironment({
      ...(credentials ? credentialVariables(credentials) : {}),
      ...(target.ca === undefined ? {} : { AWS_CA_BUNDLE: await written(join(folder, 'ca.pem'), target.ca) }),
    });
    const began = performance.now();
    const watch = watchSize(outfile, call.limit);
    const ended = await runChild('aws', [...argumentsFor(call), outfile], {
      env,
      timeout: target.timeout + startUpMs,
      signal: watch.signal,
    }).finally(watch.stop);
    const endedAfter = Math.round((performance.now() - began) * 100) / 100;
    const told = await read(ended, outfile, credentials, watch.signal.aborted);
    return {
      request: requestOf(call),
      ...(told.failure ? { failure: told.failure } : {}),
      timing: { startedAt: 0, endedAfter },
      client: { name, ...told.outcome },
    };
  });
}

function argumentsFor({ target, values }: ClientCall): string[] {
  const seconds = String(Math.ceil(target.timeout / 1000));
  return [
    ...['codeartifact', 'get-package-version-asset', '--output', 'json'],
    ...['--endpoint-url', target.endpoint, '--region', target.region],
    ...['--cli-connect-timeout', seconds, '--cli-read-timeout', seconds],
    ...(target.credentials ? [] : ['--no-sign-request']),
    // In one argument with the option, a value that begins with a hyphen is still a value.
    ...parametersOf(values).map(({ option, value }) => `--${option}=${value}`),
  ];
}

const credentialVariables = ({
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: Credentials): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
});

/** The order of the service's model, in which the CLI sends the parameters whatever the order of its options. */
const modelOrder: readonly ParameterName[] = [
  ...(['domain', 'domain-owner', 'repository', 'format', 'namespace'] as const),
  ...(['package', 'version', 'asset', 'revision'] as const),
];

/** The parameters that are given, in the order in which they are sent. */
const parametersOf = (values: ParameterValues): { wire: string; option: string; value: string }[] =>
  modelOrder.flatMap((wire) => {
    const value = values[wire];
    const member = parameters.find(({ name }) => name === wire)?.member ?? wire;
    const option = member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return value === undefined ? [] : [{ wire, option, value }];
  });

/** The CLI reads the file that such a value names, and sends its content: names from a target must not get there. */
function refuseFileReferences(values: ParameterValues): void {
  if (Object.values(values).some((value) => /^(?:fileb?|https?):\/\//i.test(value ?? '')))
    throw new NotApplicable('The AWS CLI takes a value of the form scheme:// as the place of the value');
}

async function written(path: string, text: string): Promise<string> {
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

/** Gives up on an answer that grows beyond the limit: the CLI itself would fill the disk. */
function watchSize(path: string, limit: number): { signal: AbortSignal; stop: () => void } {
  const enough = new AbortController();
  const timer = setInterval(async () => {
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    if (size > limit) enough.abort();
  }, lookEveryMs);
  return { signal: enough.signal, stop: () => clearInterval(timer) };
}

type Told = Pick<Called, 'failure'> & { readonly outcome: Omit<ClientOutcome, 'name'> };

/** What the CLI made of the answer. */
async function read(
  { code, stdout, stderr, killed }: Ended,
  outfile: string,
  credentials: Credentials | undefined,
  tooLarge: boolean,
): Promise<Told> {
  const said = conceal(stderr, credentials).trim();
  if (killed) {
    // Only with the beginning of an answer is it the target that took the time.
    const { size } = await stat(outfile).catch(() => ({ size: 0 }));
    if (size === 0) throw new Error(`The AWS CLI did not end in time: ${said}`);
    const message = tooLarge ? 'larger than any lawful answer' : 'the answer did not end in time';
    const kind = tooLarge ? 'too-large' : 'timeout';
    return { failure: { kind, message }, outcome: { error: { name: kind, typed: false } } };
  }
  if (code === 0)
    return {
      outcome: { output: { ...members(conceal(stdout, credentials)), asset: await digest(outfile) } },
    };
  const [, error] = /An error occurred \(([^)\n]*)\) when calling/.exec(said) ?? [];
  // The CLI has no exceptions; what it shows in their place is the code, which scripts match.
  if (error !== undefined)
    return { outcome: { error: { name: error, typed: errorTypes.some((type) => type === error) } } };
  if (/Parameter validation failed|Invalid length for parameter/.test(said))
    throw new NotApplicable(`The AWS CLI does not send this request: ${said}`);
  const failure = botocoreFailure(said);
  if (!failure) throw new Error(`The AWS CLI ended with exit code ${code}: ${said}`);
  return { failure, outcome: { error: { name: failure.kind, typed: false } } };
}

/** The members that the CLI prints; it prints nothing where the answer has none. */
function members(stdout: string): Record<string, string> {
  const output: unknown = stdout.trim() === '' ? {} : JSON.parse(stdout);
  return Object.fromEntries(
    Object.entries(output ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

async function digest(path: string): Promise<{ size: number; sha256: string }> {
  const body = new BodyDigest(0);
  for await (const chunk of createReadStream(path)) body.update(chunk as Buffer);
  const { size, sha256 } = body.finish();
  return { size, sha256 };
}

function requestOf({ target, values }: ClientCall): Called['request'] {
  const { origin, pathname } = new URL(target.endpoint);
  const query = parametersOf(values).map(({ wire, value }) => `${wire}=${escaped(value)}`);
  return {
    method: operation.method,
    origin,
    target: `${pathname.replace(/\/$/, '')}${operation.path}?${query.join('&')}`,
    headers: [],
  };
}

/** As RFC 3986 has it: JavaScript leaves five more characters alone than the clients do. */
const escaped = (value: string): string =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
