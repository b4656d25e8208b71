import type { PackageVersionStatus } from '../../../schemas/index.js';
import type { StoredVersion } from '../store.js';
import { type Action, type Call, rejectInvalid, versionsOf } from './call.js';

/** The statuses that UpdatePackageVersionsStatus can set. */
const settable: readonly PackageVersionStatus[] = ['Published', 'Unlisted', 'Archived'];

interface Failure {
  readonly errorCode: 'NOT_FOUND' | 'MISMATCHED_REVISION' | 'MISMATCHED_STATUS' | 'NOT_ALLOWED' | 'SKIPPED';
  readonly errorMessage: string;
}

/** UpdatePackageVersionsStatus: a status that changes leaves the revision as it is. */
export const updatePackageVersionsStatus: Action = (call) => {
  const status = settable.find((each) => each === call.body.targetStatus);
  if (status === undefined) return rejectInvalid(`targetStatus must be one of ${settable.join(', ')}.`);
  return forEachVersion(call, (held) => {
    if (held.status === 'Disposed') return refused('A Disposed version can only be deleted.');
    call.store.replaceVersion(held, { ...held, status });
    return { revision: held.revision, status };
  });
};

/** DisposePackageVersions: the assets are gone for good, the version stays. */
export const disposePackageVersions: Action = (call) =>
  forEachVersion(call, (held) => {
    call.store.replaceVersion(held, { ...held, status: 'Disposed', assets: [] });
    return { revision: held.revision, status: 'Disposed' };
  });

export const deletePackageVersions: Action = (call) =>
  forEachVersion(call, (held) => {
    call.store.replaceVersion(held);
    return { revision: held.revision, status: 'Deleted' };
  });

type Success = { readonly revision: string; readonly status: string };

function forEachVersion(call: Call, act: (held: StoredVersion) => Success | Failure) {
  const wanted = listOf(call.body.versions);
  const held = versionsOf(call);
  const successfulVersions: Record<string, Success> = {};
  const failedVersions: Record<string, Failure> = {};
  for (const version of wanted) {
    const found = held.find((each) => each.version === version);
    const outcome = found === undefined ? missing : (mismatch(call, found) ?? act(found));
    if ('errorCode' in outcome) failedVersions[version] = outcome;
    else successfulVersions[version] = outcome;
  }
  return { successfulVersions, failedVersions };
}

const missing: Failure = { errorCode: 'NOT_FOUND', errorMessage: 'The package version does not exist.' };

function mismatch({ body }: Call, held: StoredVersion): Failure | undefined {
  const revisions = body.versionRevisions as Readonly<Record<string, unknown>> | null | undefined;
  const revision = revisions?.[held.version];
  if (revision !== undefined && revision !== held.revision) {
    return { errorCode: 'MISMATCHED_REVISION', errorMessage: `The current revision is ${held.revision}.` };
  }
  return typeof body.expectedStatus === 'string' && body.expectedStatus !== held.status
    ? { errorCode: 'MISMATCHED_STATUS', errorMessage: `The current status is ${held.status}.` }
    : undefined;
}

function refused(errorMessage: string): Failure {
  return { errorCode: 'NOT_ALLOWED', errorMessage };
}

function listOf(versions: unknown): string[] {
  const list = Array.isArray(versions)
    ? versions.filter((each): each is string => typeof each === 'string')
    : [];
  return list.length > 0 ? list : rejectInvalid('versions is required.');
}
