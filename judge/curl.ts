import { bodyBytes, type RecordedRequest } from './exchange.js';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
/** curl writes these itself, or they hold what is not recorded. */
const left = new Set([
  'host',
  'user-agent',
  'connection',
  'content-length',
  'authorization',
  'proxy-authorization',
  'x-amz-date',
  'x-amz-security-token',
  'cookie',
]);

/**
 * A command line that sends the request again. If it was signed, curl signs it again, with keys from the
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
    if (!left.has(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (request.body) parts.push(`--data-raw ${quoted(bodyBytes(request.body).toString())}`);
  const isAbsolute = !request.target.startsWith('/');
  if (isAbsolute) parts.push(`--request-target ${quoted(request.target)}`);
  return [...parts, quoted(isAbsolute ? request.target : `${request.origin}${request.target}`)].join(' ');
}
