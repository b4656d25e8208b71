/** Serves one generated asset of the size given, in MiB, at any path: nothing is slower about it than the sending. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generatedAsset } from '../targets/reference/index.js';

const size = Number(process.argv[2]) * 1024 * 1024;
const asset = generatedAsset(size);
const server = createServer(async (_, response) => {
  response.writeHead(200, { 'content-length': size });
  for await (const piece of asset.open()) if (!response.write(piece)) await once(response, 'drain');
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
