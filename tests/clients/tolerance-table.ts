import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callClient, NoExchange, type OfficialClient } from '../../targets/clients/index.js';

/** A 404 of CodeArtifact, or one that is written in another way. */
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

/** One deviation each; the first has none. */
const written: readonly Written[] = [
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

/** The ways in which the error is written, in the order of the table. */
export const deviations: readonly string[] = written.map(({ title }) => title);

const values = { domain: 'dd', repository: 'rr', format: 'generic', package: 'p', version: '1', asset: 'a' };

/**
 * What a client makes of each of the deviations, in their order: cells of the table of docs/clients.md.
 *
 * @throws DriverFailed if its driver does not work
 */
export async function toleranceOf(client: OfficialClient): Promise<readonly string[]> {
  const server = createServer((request, response) => {
    const row = written[Number(request.url?.split('/')[1])];
    response.statusCode = 404;
    response.sendDate = false;
    for (const [name, value] of row?.headers ?? []) response.appendHeader(name, value);
    response.end(row?.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  try {
    return await Promise.all(written.map((_, at) => raisedBy(client, `http://127.0.0.1:${port}/${at}`)));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function raisedBy(client: OfficialClient, endpoint: string): Promise<string> {
  const target = { endpoint, region: 'us-east-1', timeout: 30_000 };
  const called = await callClient(client, { target, values, limit: 1024 }).catch((failure: unknown) => {
    if (failure instanceof NoExchange) return undefined;
    throw failure;
  });
  if (!called) return '**no response**';
  const raised = called.client?.error;
  if (!raised) return 'no error';
  if (!raised.typed) return `**${raised.name.slice(0, 40)}**`;
  return raised.resourceId === undefined && !client.hides ? 'typed, members lost' : 'typed';
}

/** The heading of a client's column. */
export const columnOf = ({ title }: OfficialClient, version: string): string => `${title} ${version}`;

/** A line of a Markdown table. */
export const tableLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
