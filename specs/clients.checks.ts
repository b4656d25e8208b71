import { type Attempt, type Check, check, type HeldAsset } from '../engine/index.js';
import { type ErrorType, errorTypes } from '../schemas/index.js';
import { awsCliGet, awsCliVersion } from './clients/aws-cli.js';
import { boto3Get } from './clients/boto3.js';
import { Boto3Process } from './clients/boto3-process.js';
import type { Called, ClientCall } from './clients/client-call.js';
import { sdkGet } from './clients/sdk.js';

/** An official client, and how it is made to call. */
interface OfficialClient {
  readonly name: string;
  readonly get: (call: ClientCall) => Promise<Called>;
  /** The errors that it can be made to provoke. */
  readonly errors: readonly ErrorType[];
  /** For a client that is installed apart from this package: fails as not applicable where it is not. */
  readonly find?: () => Promise<unknown>;
}

/** What a client has to send to be answered this error by an ordinary target, as changes to a valid request. */
const ordinary: Partial<Record<ErrorType, (asset: HeldAsset) => Readonly<Record<string, string>>>> = {
  ResourceNotFoundException: () => ({ asset: 'conformance-no-such-asset.bin' }),
  ValidationException: () => ({ domain: 'Not A Domain' }),
};

const officialClients: readonly OfficialClient[] = [
  { name: 'AWS SDK for JavaScript v3', get: sdkGet, errors: errorTypes },
  { name: 'boto3', get: boto3Get, errors: errorTypes, find: () => Boto3Process.shared() },
  {
    name: 'AWS CLI',
    get: awsCliGet,
    // It sends no headers of ours, so none of the errors that take a scenario.
    errors: errorTypes.filter((type) => ordinary[type] !== undefined),
    find: awsCliVersion,
  },
];

/** Bytes besides those of the asset that are read of an answer before it is given up. */
const slack = 1024 * 1024;

async function serve(attempt: Attempt, client: OfficialClient): Promise<void> {
  if (client.find) await attempt.installed(client.name, client.find);
  const asset = attempt.fixtures.usual();
  const call = { target: attempt.target, values: asset.values, limit: asset.expected.size + slack };
  await attempt.record(() => client.get(call), { kind: 'client-served', asset: asset.expected });
}

async function provoke(attempt: Attempt, client: OfficialClient, type: ErrorType): Promise<void> {
  if (client.find) await attempt.installed(client.name, client.find);
  const asset = attempt.fixtures.usual();
  await attempt.control(asset);
  const change = ordinary[type];
  const scenario = change ? { query: change(asset) } : attempt.scenario(type);
  const call: ClientCall = {
    target: attempt.target,
    values: { ...asset.values, ...scenario.query },
    headers: scenario.headers ?? {},
    limit: asset.expected.size + slack,
  };
  await attempt.record(() => client.get(call), { kind: 'client-refused', type });
}

/** The official clients: whether they can make the call and what they make of each error. */
export const clients: readonly Check[] = officialClients.flatMap((client) => [
  check('SDK-01', client.name, (attempt) => serve(attempt, client)),
  ...client.errors.map((type) =>
    check('SDK-02', `${client.name}: ${type}`, (attempt) => provoke(attempt, client, type)),
  ),
]);
