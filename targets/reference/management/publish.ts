import { createHash } from 'node:crypto';
import { memoryAsset } from '../../fixtures/index.js';
import { firstRevision, type StoredVersion } from '../store.js';
import {
  type Action,
  type Call,
  optional,
  rejectConflict,
  rejectInvalid,
  repositoryOf,
  required,
  versionsIn,
} from './call.js';
import { assetSummary } from './listings.js';

/**
 * PublishPackageVersion: adds one asset to a generic package version, which takes more as long as it is published
 * with `unfinished=true`. The same asset again changes nothing; other bytes under its name are a conflict.
 */
export const publishPackageVersion: Action = (call) => {
  const { request, store } = call;
  const coordinates = coordinatesOf(call);
  const name = required(call, 'asset');
  const sha256 = createHash('sha256').update(request.body).digest('hex');
  if (request.headers['x-amz-content-sha256']?.toLowerCase() !== sha256) {
    rejectInvalid('The provided content hashes do not match the calculated content hashes.');
  }
  const before = heldAs(call, coordinates);
  const same = before?.assets.find((asset) => asset.name === name);
  if (same !== undefined && same.source.sha256 !== sha256) {
    rejectConflict('asset', name, `Asset '${name}' exists with other content.`);
  }
  if (same === undefined && before !== undefined && before.status !== 'Unfinished') {
    rejectConflict(
      'package-version',
      coordinates.version,
      'The package version is finished and takes no more assets.',
    );
  }
  const asset = same ?? { name, source: memoryAsset(request.body, sha256) };
  const assets = same === undefined ? [...(before?.assets ?? []), asset] : (before?.assets ?? []);
  const stays = before !== undefined && before.status !== 'Unfinished';
  const after: StoredVersion = {
    ...coordinates,
    assets,
    revision: revisionOf(coordinates, assets, before, same === undefined),
    status: stays ? before.status : call.query.get('unfinished') === 'true' ? 'Unfinished' : 'Published',
  };
  if (before === undefined) store.versions.push(after);
  else store.replaceVersion(before, after);
  const { format, namespace, package: packageName, version, revision, status } = after;
  return {
    format,
    namespace,
    package: packageName,
    version,
    versionRevision: revision,
    status,
    asset: assetSummary(asset),
  };
};

type PublishedVersion = Omit<StoredVersion, 'assets' | 'revision' | 'status'>;

function coordinatesOf(call: Call): PublishedVersion {
  const { domain, domainOwner, repository } = repositoryOf(call);
  const format = required(call, 'format');
  if (format !== 'generic') rejectInvalid('Only packages of the format generic can be published.');
  const namespace = optional(call, 'namespace') ?? rejectInvalid('namespace is required.');
  const name = required(call, 'package');
  return {
    domain,
    domainOwner,
    repository,
    format: 'generic',
    namespace,
    package: name,
    version: required(call, 'version'),
  };
}

function heldAs(call: Call, wanted: PublishedVersion): StoredVersion | undefined {
  return versionsIn(call, { ...wanted, upstreams: [] }).find(
    (held) =>
      held.format === wanted.format &&
      held.namespace === wanted.namespace &&
      held.package === wanted.package &&
      held.version === wanted.version,
  );
}

/** A new one for each asset that is added. */
function revisionOf(
  coordinates: PublishedVersion,
  assets: StoredVersion['assets'],
  before: StoredVersion | undefined,
  added: boolean,
): string {
  if (before !== undefined && !added) return before.revision;
  const content = assets.map(({ name, source }) => [name, source.sha256]);
  return firstRevision(JSON.stringify([coordinates, content, before?.revision]));
}
