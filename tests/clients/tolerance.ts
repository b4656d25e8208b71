/**
 * What each official client that is ready makes of errors that are written in other ways than CodeArtifact's: prints the
 * table of docs/clients.md. `npm run clients:tolerance`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callClient, NoExchange, officialClients, stateOf } from '../../targets/clients/index.js';

interface Written {
  readonly title: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | Buffer;
}

const type = 'ResourceNotFoundException';
const members = { message: 'No such asset.', resourceId: 'a', resourceType: 'asset' };
const json = ['Content-Type', 'application/json'] as const;
const inHeader = ['x-amzn-errortype', type] as const;
const text = JSON.stringify(members);
const error = (
  title: string,
  headers: Written['headers'] = [json, inHeader],
  body: Written['body'] = text,
): Written => ({ title, headers, body });

/** One deviation each; the first row has none. */
const rows: readonly Written[] = [
  error('As CodeArtifact writes it'),
  error('Error type in `__type` of the body only', [json], JSON.stringify({ __type: type, ...members })),
  error('Error type in `code` of the body only', [json], JSON.stringify({ code: type, ...members })),
  error('No error type anywhere', [json]),
  error('Error type with a namespace, in the header', [json, ['x-amzn-errortype', `aws.ca#${type}`]]),
  error('Header with the error type sent twice', [json, inHeader, inHeader]),
  error('Byte order mark before the JSON', [json, inHeader], `\uFEFF${text}`),
  error('Content-Type text/html', [['Content-Type', 'text/html'], inHeader]),
  error('No Content-Type', [inHeader]),
  error('Empty body', [json, inHeader], ''),
  error('HTML in the body', [json, inHeader], '<p>Not found</p>'),
  error('JSON array in the body', [json, inHeader], `[${text}]`),
  error('Garbage after the JSON', [json, inHeader], `${text}}`),
  error('Trailing comma in the JSON', [json, inHeader], text.replace('}', ',}')),
  error('Member name twice', [json, inHeader], text.replace('{', '{"message":"x",')),
  error('UTF-16 instead of UTF-8', [json, inHeader], Buffer.from(text, 'utf16le')),
  error('Invalid UTF-8 in the message', [json, inHeader], Buffer.from(text.replace('No', 'N\xff'), 'latin1')),
  error('`resourceId` as a number', [json, inHeader], text.replace('"a"', '42')),
  error('`Message` instead of `message`', [json, inHeader], text.replace('message', 'Message')),
];

const values = { domain: 'dd', repository: 'rr', format: 'generic', package: 'p', version: '1', asset: 'a' };

async function tolerates(client: (typeof officialClients)[number], endpoint: string): Promise<string> {
  const target = { endpoint, region: 'us-east-1', timeout: 30_000 };
  try {
    const { client: outcome } = await callClient(client, { target, values, limit: 1024 });
    const raised = outcome?.error;
    if (!raised) return 'no error';
    if (!raised.typed) return `**${raised.name.slice(0, 40)}**`;
    const lost = raised.resourceId === undefined && !client.hides ? ', members lost' : '';
    return `typed${lost}`;
  } catch (failure) {
    return failure instanceof NoExchange ? '**no response**' : '**driver failed**';
  }
}

const server = createServer((request, response) => {
  const row = rows[Number(request.url?.split('/')[1])];
  response.statusCode = 404;
  response.sendDate = false;
  for (const [name, value] of row?.headers ?? []) response.appendHeader(name, value);
  response.end(row?.body);
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const { port } = server.address() as AddressInfo;
const ready = [];
for (const client of officialClients) {
  const state = await stateOf(client);
  if (state.state === 'ready') ready.push({ client, version: state.client.version });
}
const line = (cells: readonly string[]): void => void process.stdout.write(`| ${cells.join(' | ')} |\n`);
line(['The error', ...ready.map(({ client, version }) => `${client.title} ${version}`)]);
line(['---', ...ready.map(() => '---')]);
for (const [index, { title }] of rows.entries()) {
  const cells = await Promise.all(
    ready.map(({ client }) => tolerates(client, `http://127.0.0.1:${port}/${index}`)),
  );
  line([title, ...cells]);
}
server.close();
process.exit(0);
