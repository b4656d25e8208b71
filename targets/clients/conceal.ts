import type { Credentials } from './protocol.js';

/**
 * The data without the keys of the run, which a target may have sent back and a client passed on. Drivers mask them
 * themselves; this is for those that do not.
 */
export function conceal<Data>(data: Data, { accessKeyId, secretAccessKey, sessionToken }: Credentials): Data {
  const secrets = [sessionToken, secretAccessKey, accessKeyId].filter((each) => each !== undefined);
  const masked = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)), text);
  return JSON.parse(
    JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? masked(value) : value)),
  ) as Data;
}
