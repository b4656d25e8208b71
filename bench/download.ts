/** Downloads one response by the suite's own connection: download.js ENDPOINT BYTES; says its hash and what it took. */
import { Connection } from '../targets/connection/index.js';

const [, , endpoint = '', bytes = '0'] = process.argv;
const connection = new Connection({
  endpoint: new URL(endpoint),
  concurrency: 1,
  timeout: 60_000,
  proxies: false,
});
const began = performance.now();
const { response, failure } = await connection.send({ method: 'GET', path: '/', query: '' }, Number(bytes));
const ms = performance.now() - began;
await connection.close();
process.stdout.write(JSON.stringify({ ms, sha256: response?.body.sha256, failure }));
