import type { RecordedRequest } from '../../checks/index.js';
import { bodyBytes } from '../../checks/index.js';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const ofTheConnection = new Set([
  'host',
  'user-agent',
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
]);

/**
 * A command line that sends the request again. Where it was signed, curl signs it anew, with keys from the
 * environment; `--path-as-is` and `--globoff` keep curl from tidying the request target.
 */
export function curlCommand(request: RecordedRequest, region: string): string {
  const signed = request.headers.some(([name]) => name.toLowerCase() === 'authorization');
  const parts = ['curl -i --path-as-is --globoff'];
  if (request.method === 'HEAD') parts.push('--head');
  else if (request.method !== 'GET' || request.body) parts.push(`-X ${request.method}`);
  if (signed)
    parts.push(
      `--aws-sigv4 aws:amz:${region}:codeartifact --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
    );
  for (const [name, value] of request.headers)
    if (!ofTheConnection.has(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (request.body) parts.push(`--data-raw ${quoted(bodyBytes(request.body).toString())}`);
  return [...parts, quoted(`${request.origin}${request.target}`)].join(' ');
}
