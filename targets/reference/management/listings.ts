import { createHash } from 'node:crypto';
import type { StoredAsset, StoredVersion } from '../store.js';
import { type Action, type Call, repositoryOf, versionOf, versionsIn, versionsOf } from './call.js';
import { page } from './page.js';

/** The hash algorithms of an asset summary, by their names in the service model and in Node. */
const algorithms = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-512': 'sha512' } as const;

export const listPackages: Action = (call) => {
  const { query } = call;
  const named = versionsIn(call, repositoryOf(call)).filter(
    (held) =>
      held.format === (query.get('format') ?? held.format) &&
      held.namespace === (query.get('namespace') ?? held.namespace) &&
      held.package.startsWith(query.get('package-prefix') ?? ''),
  );
  const distinct = new Map(
    named.map(({ format, namespace, package: name }) => [
      JSON.stringify([format, namespace, name]),
      { format, namespace, package: name },
    ]),
  );
  return page(call, 'packages', [...distinct.values()]);
};

export const listPackageVersions: Action = (call) => {
  const versions = versionsOf(call);
  const wanted = call.query.get('status');
  const listed = versions.filter(({ status }) => wanted === undefined || status === wanted);
  return {
    ...packageOf(versions[0]),
    ...page(
      call,
      'versions',
      listed.map(({ version, revision, status }) => ({ version, revision, status })),
    ),
  };
};

export const listPackageVersionAssets: Action = (call) => {
  const held = versionOf(call);
  return {
    ...packageOf(held),
    version: held.version,
    versionRevision: held.revision,
    ...page(call, 'assets', held.assets.map(assetSummary)),
  };
};

export const describePackageVersion: Action = (call) => ({ packageVersion: described(call) });

function described(call: Call) {
  const { format, namespace, package: name, version, revision, status } = versionOf(call);
  return { format, namespace, packageName: name, displayName: name, version, revision, status };
}

/** Name, size and hashes; of an asset that is not held whole, the one hash that is known. */
export function assetSummary({ name, source }: StoredAsset) {
  const content = source.whole();
  const hashes =
    content === undefined
      ? { 'SHA-256': source.sha256 }
      : Object.fromEntries(
          Object.entries(algorithms).map(([algorithm, hash]) => [
            algorithm,
            createHash(hash).update(content).digest('hex'),
          ]),
        );
  return { name, size: source.size, hashes };
}

function packageOf(held: StoredVersion | undefined) {
  return { format: held?.format, namespace: held?.namespace, package: held?.package };
}
