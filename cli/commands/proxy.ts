import { mkdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import {
  parseEndpoint,
  readTargetFile,
  readTls,
  requireWritable,
  signingRegion,
  suite,
  UserError,
} from '../../config/index.js';
import { exitCode } from '../../judge/index.js';
import {
  announceOnGitHub,
  type ProxiedFacts,
  summariseRecording,
  writeProxied,
  writeReports,
} from '../../reports/index.js';
import { claimedProfiles, resultFiles } from '../../runner/index.js';
import { catalogueDigest, type Results } from '../../schemas/index.js';
import type { TlsMaterial } from '../../targets/connection/index.js';
import { Observer, type RunningProxy, startProxy } from '../../targets/proxy/index.js';
import { RecordingFile } from '../../targets/recording/index.js';
import { BackgroundReports } from '../background-reports.js';
import { conclusion } from '../conclusion.js';
import type { ProxyFlags } from '../options.js';
import { ReportPace } from '../report-pace.js';

/** Milliseconds between two looks at whether there is something new to write. */
const interval = 1000;
/** Client errors that are printed; `results.json` has them all. */
const maxLines = 20;

/**
 * Forwards to a target and judges what passes, until it is told to stop; then writes the results folder.
 *
 * @returns the exit code of the verdict, which is never that of a conformant target: not everything was asked
 * @throws UserError for what the user gave wrong, before anything is forwarded
 */
export async function proxy(flags: ProxyFlags): Promise<number> {
  const { endpoint, facts, tls, region } = await resolveProxy(flags);
  const out = resolve(flags.out);
  await requireWritable(out);
  await mkdir(out, { recursive: true });
  await Promise.all(resultFiles.map((name) => rm(join(out, name), { force: true })));
  const recording = new RecordingFile(join(out, 'exchanges.ndjson'));
  const observer = new Observer((exchange) => recording.append(JSON.stringify(exchange)), region);
  const began = performance.now();
  const write = (latency?: Results['run']['latency']): Promise<Results> =>
    writeProxied(out, observer.outcomes(), {
      ...facts,
      client: observer.client(),
      run: {
        ...facts.run,
        durationMs: Math.round(performance.now() - began),
        exchanges: observer.requests,
        recordingDigest: recording.digest,
        ...(latency ? { latency } : {}),
      },
    });
  await write();
  const forwarding = await listen(flags, endpoint, tls, observer);
  process.stdout.write(`listening on ${forwarding.url}\n${hints(forwarding.url, endpoint)}`);
  await untilSignal(observer, async () => void (await write()), new BackgroundReports(out));
  await forwarding.close();
  recording.close();
  await write((await summariseRecording(join(out, 'exchanges.ndjson'))).latency);
  const results = await writeReports(out);
  await announceOnGitHub(results);
  process.stdout.write(mistakes(results) + conclusion(results, relative(process.cwd(), out) || '.'));
  return exitCode(results.verdict, 0);
}

async function resolveProxy(flags: ProxyFlags) {
  const file = await readTargetFile(flags.config);
  const address = flags.endpoint ?? file.endpoint;
  if (address === undefined) throw new UserError('proxy needs a target: use --endpoint or a target file.');
  if (flags.port > 65_535)
    throw new UserError(`--port ${flags.port} is not a port: use a number from 0 to 65535.`);
  const endpoint = parseEndpoint(address);
  const facts: Pick<ProxiedFacts, 'suite' | 'target'> & {
    run: Pick<Results['run'], 'startedAt' | 'claimed'>;
  } = {
    suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
    target: { endpoint: endpoint.href.replace(/\/$/, ''), identity: file.identity ?? {} },
    run: {
      startedAt: new Date().toISOString(),
      claimed: claimedProfiles(flags.profile ?? file.profiles ?? ['core']),
    },
  };
  return {
    endpoint,
    facts,
    tls: readTls(file),
    region: signingRegion(flags.region ?? file.region, endpoint),
  };
}

function listen(
  { port, host }: ProxyFlags,
  endpoint: URL,
  tls: TlsMaterial,
  observer: Observer,
): Promise<RunningProxy> {
  return startProxy({
    endpoint,
    port,
    host,
    seen: (exchange) => observer.see(exchange),
    ...tls,
  }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Cannot listen on ${host}:${port}: ${error.message}`);
  });
}

function hints(url: string, endpoint: URL): string {
  const base = endpoint.pathname.replace(/\/+$/, '');
  return [
    `forwarding to ${endpoint.origin}; the endpoint of clients is ${url}${base}`,
    'press Ctrl-C to stop; the report is written then, and from time to time before\n',
  ].join('\n');
}

/** Waits for SIGINT or SIGTERM, and writes what there is to see so far from time to time. */
async function untilSignal(
  observer: Observer,
  write: () => Promise<void>,
  reports: BackgroundReports,
): Promise<void> {
  const pace = new ReportPace();
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    if (pace.isDue(observer.requests)) writing = writing.then(write).then(() => reports.start());
  }, interval);
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  clearInterval(timer);
  await writing;
  await reports.finished();
}

/** What the client got wrong: not the target's doing, and worth knowing all the same. */
function mistakes({ client }: Results): string {
  if (!client || client.mistakes.length === 0) return '';
  const lines = client.mistakes
    .slice(0, maxLines)
    .map(
      ({ requirement, message, count, refused }) =>
        `  ${requirement}  ${message}: ${count} ${count === 1 ? 'request' : 'requests'}, ${refused} refused as invalid`,
    );
  const rest = client.mistakes.length - lines.length;
  return [
    '\nClient errors',
    ...lines,
    ...(rest > 0 ? [`  … and ${rest} more in results.json`] : []),
    '',
  ].join('\n');
}
