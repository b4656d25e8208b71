import { excerpt, type HeaderField, type RecordedExchange, visible } from '../judge/index.js';
import { viewBody } from './body.js';

const fieldLines = (headers: readonly HeaderField[]): string[] =>
  headers.map(([name, value]) => `${excerpt(name)}: ${excerpt(value, 2000)}`);

function bodyLines(body: Parameters<typeof viewBody>[0]): string[] {
  const view = viewBody(body);
  if (view.kind === 'empty') return [];
  const rest = view.size - view.shown;
  return [
    '',
    visible(view.text, '\n'),
    ...(rest > 0 ? [`… ${rest} more bytes, SHA-256 of all ${body.sha256}`] : []),
  ];
}

/** A request as a message of HTTP/1.1, for a person: what cannot be seen is escaped, and a long body is cut. */
export function requestText({ request }: Pick<RecordedExchange, 'request'>): string {
  const { method, target, headers, body } = request;
  const head = [`${excerpt(method)} ${excerpt(target, 8000)} HTTP/1.1`, ...fieldLines(headers)];
  return [...head, ...(body ? bodyLines(body) : [])].join('\n');
}

/** What came back for a request, for a person: status, headers and body, and why it is not whole, if it is not. */
export function responseText({ response, failure, client }: RecordedExchange): string {
  const lines: string[] = [];
  if (response)
    lines.push(`HTTP/1.1 ${response.status}`, ...fieldLines(response.headers), ...bodyLines(response.body));
  if (failure) lines.push(...(response ? [''] : []), `(${failure.kind}: ${excerpt(failure.message)})`);
  if (client)
    lines.push(
      '',
      `${excerpt(client.name)}: ${excerpt(JSON.stringify(client.error ?? client.output), 2000)}`,
    );
  return lines.join('\n');
}
