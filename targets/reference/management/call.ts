import { type ParameterName, parameter, type ResourceType } from '../../../schemas/index.js';
import { invalid, notFound, type Refusal } from '../refusal.js';
import type { ReferenceRequest } from '../request.js';
import type { StoredRepository, StoredVersion } from '../store.js';
import type { MutableStore } from './mutable-store.js';

/** A call of a management operation, decoded. */
export interface Call {
  readonly request: ReferenceRequest;
  readonly query: ReadonlyMap<string, string>;
  /** The JSON body; empty if there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly store: MutableStore;
  /** The account of the caller. */
  readonly account: string;
  readonly region: string;
}

/** Does what a call asks for, and gives the members of the JSON response. @throws Rejected */
export type Action = (call: Call) => { readonly [member: string]: unknown };

/** How an action refuses. */
export class Rejected extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** @throws Rejected always: 400. */
export function rejectInvalid(message: string): never {
  throw new Rejected(invalid(message));
}

/** @throws Rejected always: 409, what is there does not allow what was asked. */
export function rejectConflict(resourceType: ResourceType, resourceId: string, message: string): never {
  throw new Rejected({
    kind: 'refusal',
    type: 'ConflictException',
    status: 409,
    message,
    resourceId,
    resourceType,
  });
}

/** A query parameter that must be there and keep its documented constraints. @throws Rejected */
export function required(call: Call, name: ParameterName): string {
  return optional(call, name) ?? rejectInvalid(`${name} is required.`);
}

/** A query parameter that keeps its documented constraints if it is there. @throws Rejected */
export function optional({ query }: Call, name: ParameterName): string | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  const { pattern = '', minLength = 1, maxLength = 255, values } = parameter(name);
  const lawful =
    values?.includes(value) ??
    ([...value].length >= minLength &&
      [...value].length <= maxLength &&
      new RegExp(pattern, 'u').test(value));
  return lawful ? value : rejectInvalid(`${name} is not valid.`);
}

/** The repository that the call names. @throws Rejected */
export function repositoryOf(call: Call): StoredRepository {
  const { domain, domainOwner } = domainOf(call);
  const name = required(call, 'repository');
  return (
    call.store.repositories.find(
      (held) => held.domain === domain && held.domainOwner === domainOwner && held.repository === name,
    ) ?? rejectMissing('repository', name)
  );
}

/** The domain that the call names, with its owner. @throws Rejected */
export function domainOf(call: Call) {
  const domain = required(call, 'domain');
  const domainOwner = optional(call, 'domain-owner') ?? call.account;
  return (
    call.store.domains.find((held) => held.domain === domain && held.domainOwner === domainOwner) ??
    rejectMissing('domain', domain)
  );
}

/** The versions of the package that the call names; the package must be there. @throws Rejected */
export function versionsOf(call: Call): StoredVersion[] {
  const format = required(call, 'format');
  const namespace = optional(call, 'namespace');
  const name = required(call, 'package');
  const versions = versionsIn(call, repositoryOf(call)).filter(
    (held) => held.format === format && held.namespace === namespace && held.package === name,
  );
  return versions.length > 0 ? versions : rejectMissing('package', name);
}

/** Every version that a repository holds. */
export function versionsIn(
  { store }: Call,
  { domain, domainOwner, repository }: StoredRepository,
): StoredVersion[] {
  return store.versions.filter(
    (held) => held.domain === domain && held.domainOwner === domainOwner && held.repository === repository,
  );
}

/** The version that the call names. @throws Rejected */
export function versionOf(call: Call): StoredVersion {
  const version = required(call, 'version');
  return (
    versionsOf(call).find((held) => held.version === version) ?? rejectMissing('package-version', version)
  );
}

function rejectMissing(level: ResourceType, name: string): never {
  throw new Rejected(notFound(level, name, `The ${level} '${name}' does not exist.`));
}
