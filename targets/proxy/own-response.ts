/** A response of the proxy itself, which says so: nobody is to take it for the target's. */
export function ownResponse(status: string, reason: string, message: string): string {
  const body = JSON.stringify({ message: `codeartifact-conformance proxy: ${message}` });
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Conformance-Proxy: ${reason}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
