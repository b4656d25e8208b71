import type { Access } from '../access.js';
import { parseQuery } from '../query.js';
import { invalid, isRefusal, type Refusal } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import type { ReferenceResponse } from '../response.js';
import { type Action, type Call, Rejected } from './call.js';
import {
  createDomain,
  createRepository,
  deleteDomain,
  deleteRepository,
  describeDomain,
  describeRepository,
  listDomains,
  listRepositories,
  listRepositoriesInDomain,
} from './domains.js';
import {
  describePackageVersion,
  listPackages,
  listPackageVersionAssets,
  listPackageVersions,
} from './listings.js';
import type { MutableStore } from './mutable-store.js';
import { publishPackageVersion } from './publish.js';
import { deletePackageVersions, disposePackageVersions, updatePackageVersionsStatus } from './statuses.js';

export { emptyStore, MutableStore } from './mutable-store.js';

/** The operations that fill and list a target, by method and path (service model). */
const actions: Readonly<Record<string, Action>> = {
  'POST /v1/domain': createDomain,
  'GET /v1/domain': describeDomain,
  'DELETE /v1/domain': deleteDomain,
  'POST /v1/domains': listDomains,
  'POST /v1/repository': createRepository,
  'GET /v1/repository': describeRepository,
  'DELETE /v1/repository': deleteRepository,
  'POST /v1/repositories': listRepositories,
  'POST /v1/domain/repositories': listRepositoriesInDomain,
  'POST /v1/packages': listPackages,
  'POST /v1/package/versions': listPackageVersions,
  'GET /v1/package/version': describePackageVersion,
  'POST /v1/package/version/assets': listPackageVersionAssets,
  'POST /v1/package/version/publish': publishPackageVersion,
  'POST /v1/package/versions/update_status': updatePackageVersionsStatus,
  'POST /v1/package/versions/dispose': disposePackageVersions,
  'POST /v1/package/versions/delete': deletePackageVersions,
};

/** Operations beside GetPackageVersionAsset. */
export interface Management {
  claims(request: ReferenceRequest): boolean;
  answer(request: ReferenceRequest): ReferenceResponse | Refusal;
}

/** The management operations over a store that they change. */
export function managementOf(store: MutableStore, { account, region }: Access): Management {
  return {
    claims: (request) => actionOf(request) !== undefined,
    answer(request) {
      const action = actionOf(request);
      const call = callOf(request);
      if (action === undefined || isRefusal(call))
        return isRefusal(call) ? call : invalid('No such operation.');
      try {
        return json(action({ ...call, store, account, region }));
      } catch (error) {
        if (error instanceof Rejected) return error.refusal;
        throw error;
      }
    },
  };
}

function actionOf({ method, operationPath }: ReferenceRequest): Action | undefined {
  const key = `${method} ${operationPath.replace(/\/$/, '')}`;
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}

function callOf(request: ReferenceRequest): Pick<Call, 'request' | 'query' | 'body'> | Refusal {
  const query = parseQuery(request.rawQuery);
  if (isRefusal(query)) return query;
  // Of a repeated parameter the first value counts.
  const parameters = new Map(query.pairs.toReversed());
  const body = /json/.test(request.headers['content-type'] ?? '') ? parsed(request.body) : {};
  return body === undefined
    ? invalid('The body is not a JSON object.', 'CANNOT_PARSE')
    : { request, query: parameters, body };
}

function parsed(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function json(members: { readonly [member: string]: unknown }): ReferenceResponse {
  const body = Buffer.from(JSON.stringify(members));
  return {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}
