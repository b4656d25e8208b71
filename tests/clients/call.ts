import {
  type Called,
  type ClientTarget,
  callClient,
  type OfficialClient,
} from '../../targets/clients/index.js';

const values = {
  domain: 'dd',
  repository: 'rr',
  format: 'generic',
  package: 'pp',
  version: '1.0.0',
  asset: 'a.bin',
};

/** Bytes that the suite reads of a response in these tests. */
export const limit = 1024 * 1024;

/** One call with a client for an asset that does not matter. */
export const callAt = (
  client: OfficialClient,
  endpoint: string,
  more: Partial<ClientTarget> = {},
): Promise<Called> =>
  callClient(client, {
    target: { endpoint, region: 'us-east-1', timeout: 20_000, ...more },
    values,
    limit,
  });
