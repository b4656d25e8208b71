import { buildAll } from './build-all.js';
import { standingsVariable } from './each-client.js';

/** Builds the clients before the first test; `CLIENT_BUILD_SECONDS` limits the time. */
export default async function globalSetup(): Promise<void> {
  const { CLIENT_BUILD_SECONDS: seconds } = process.env;
  process.env[standingsVariable] = JSON.stringify(await buildAll(seconds ? Number(seconds) : undefined));
}
