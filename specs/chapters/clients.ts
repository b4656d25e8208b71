import { type ErrorType, errorTypes } from '../../schemas/index.js';
import { sdkGet } from '../clients/sdk.js';
import { type Attempt, type Check, check, type HeldAsset } from '../engine/index.js';

/** What a client has to send to be answered this error by an ordinary target, as changes to a valid request. */
const ordinary: Partial<Record<ErrorType, (asset: HeldAsset) => Readonly<Record<string, string>>>> = {
  ResourceNotFoundException: () => ({ asset: 'conformance-no-such-asset.bin' }),
  ValidationException: () => ({ domain: 'Not A Domain' }),
};

async function provoke(attempt: Attempt, type: ErrorType): Promise<void> {
  const asset = attempt.fixtures.usual();
  await attempt.control(asset);
  const change = ordinary[type];
  const scenario = change ? { query: change(asset) } : attempt.scenario(type);
  const values = { ...asset.values, ...scenario.query };
  await attempt.record(() => sdkGet(attempt.target, values, scenario.headers), {
    kind: 'client-refused',
    type,
  });
}

/** The official clients: whether they can make the call and what they make of each error. */
export const clients: readonly Check[] = [
  check('SDK-01', 'AWS SDK for JavaScript v3', async (attempt) => {
    const asset = attempt.fixtures.usual();
    await attempt.record(() => sdkGet(attempt.target, asset.values), {
      kind: 'client-served',
      asset: asset.expected,
    });
  }),
  ...errorTypes.map((type) =>
    check('SDK-02', `AWS SDK for JavaScript v3: ${type}`, (attempt) => provoke(attempt, type)),
  ),
];
