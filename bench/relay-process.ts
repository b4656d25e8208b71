/**
 * A relay in a process of its own, to set the proxy against.
 *
 * relay-process.js TARGET
 */
import { startRelay } from './relay.js';

const relay = await startRelay(new URL(process.argv[2] ?? ''));
process.stdout.write(`listening on ${relay.url}\n`);
