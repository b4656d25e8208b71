import type { AllowedRefusal, Expectation, StatusRange, UnlistedAsset } from '../judge/index.js';
import { type ErrorType, errors, type ParameterName } from '../schemas/index.js';
import type { AssetUnderTest } from './fixture-view.js';

/** 200 and exactly the bytes of this asset. */
export const served = ({ expected }: AssetUnderTest): Expectation => ({ kind: 'served', asset: expected });

const pair = (type: ErrorType): AllowedRefusal => ({ type, status: errors[type].status });

/** One of these errors of the operation, each with its documented status. */
export const refused = (...types: readonly ErrorType[]): Expectation => ({
  kind: 'refused',
  allowed: types.map(pair),
});

/** 400 ValidationException. */
export const invalid: Expectation = refused('ValidationException');

/** The level at which the lookup fails when this parameter names something unknown (service model, ResourceType). */
const levelOf: Readonly<Partial<Record<ParameterName, readonly string[]>>> = {
  domain: ['domain'],
  'domain-owner': ['domain'],
  repository: ['repository'],
  format: ['package'],
  namespace: ['package'],
  package: ['package'],
  version: ['package-version', 'package'],
  asset: ['asset'],
};

/** 404 ResourceNotFoundException, because this parameter names something that is not there. */
export function notFound(because: ParameterName): Expectation {
  const resourceTypes = levelOf[because];
  return {
    kind: 'refused',
    allowed: [pair('ResourceNotFoundException')],
    ...(resourceTypes ? { resourceTypes } : {}),
  };
}

/**
 * The values are valid, so the request is not refused as invalid. Whether what they name is found is for other
 * requirements.
 */
export const accepted: Expectation = {
  kind: 'answered',
  statuses: [
    [200, 200],
    [403, 404],
    [409, 409],
  ],
};

/** That there is a response is all that is asked of it: the rules on every response judge it. */
export const anyResponse: Expectation = { kind: 'answered', statuses: [[200, 599]] };

/** Any of these is lawful. */
export const either = (...options: readonly Expectation[]): Expectation => ({ kind: 'one-of', options });

/** A response in these ranges of status that is not the asset's bytes. */
export const notTheAsset = (asset: AssetUnderTest, ...statuses: readonly StatusRange[]): Expectation => ({
  kind: 'answered',
  statuses,
  ...(asset.fixture.size > 0 ? { forbidden: [asset.fixture.sha256] } : {}),
});

/** What is expected of a request for names that no fixture lists: the same, or the asset that the target holds there. */
export const orUnlisted = (expected: Expectation, unlisted: UnlistedAsset | undefined): Expectation =>
  unlisted && (expected.kind === 'refused' || expected.kind === 'answered')
    ? { ...expected, unlisted }
    : expected;

/** Recorded, not judged: the documents are silent. */
export const observed = (question: string): Expectation => ({ kind: 'observed', question });

/** 4xx. */
export const clientError: StatusRange = [400, 499];
/** Not Implemented: what RFC 9110 §15.6.2 has for a method that the server does not know. */
export const notImplemented: StatusRange = [501, 501];
