import { createHash } from 'node:crypto';
import { authentication } from './authentication.js';
import { clients } from './clients.js';
import { errors } from './errors.js';
import { formats } from './formats.js';
import { lifecycle } from './lifecycle.js';
import { limits } from './limits.js';
import { lookup } from './lookup.js';
import { namespace } from './namespace.js';
import { operation } from './operation.js';
import { parameters } from './parameters.js';
import { requestBody } from './request-body.js';
import { requestLine } from './request-line.js';
import type { CatalogueEntry } from './requirement.js';
import { response } from './response.js';

/** The chapters in reading order, each with its table. */
const tables = [
  { id: 'operation', title: 'The operation', entries: operation },
  { id: 'request-line', title: 'Method, path and query', entries: requestLine },
  { id: 'parameters', title: 'Parameter constraints', entries: parameters },
  { id: 'namespace', title: 'Namespace', entries: namespace },
  { id: 'formats', title: 'Package formats and their names', entries: formats },
  { id: 'lookup', title: 'Lookup by full coordinates', entries: lookup },
  { id: 'request-body', title: 'Request body and content types', entries: requestBody },
  { id: 'response', title: 'The served asset', entries: response },
  { id: 'errors', title: 'Errors', entries: errors },
  { id: 'lifecycle', title: 'Statuses and revisions', entries: lifecycle },
  { id: 'authentication', title: 'Authentication and access', entries: authentication },
  { id: 'limits', title: 'Limits and large assets', entries: limits },
  { id: 'clients', title: 'Official clients', entries: clients },
] as const;

export { type Level, type Profile, profiles } from '../profiles.js';

export type ChapterId = (typeof tables)[number]['id'];

/** Every id of the catalogue; any other string does not compile. */
export type RequirementId = (typeof tables)[number]['entries'][number]['id'];

/** The statement of a requirement, as a type: a text that quotes another one does not compile. */
export type Statement<Id extends RequirementId> = Extract<
  (typeof tables)[number]['entries'][number],
  { readonly id: Id }
>['statement'];

/** One atomic statement of the documentation, in our own words. */
export interface Requirement extends CatalogueEntry {
  readonly id: RequirementId;
  readonly chapter: ChapterId;
}

export interface Chapter {
  readonly id: ChapterId;
  readonly title: string;
}

/** The chapters of the catalogue in reading order. */
export const chapters: readonly Chapter[] = tables.map(({ id, title }) => ({ id, title }));

/** The catalogue in reading order, excluded requirements included. */
export const requirements: readonly Requirement[] = tables.flatMap((table) =>
  table.entries.map((entry): Requirement => ({ ...entry, chapter: table.id })),
);

const byId: ReadonlyMap<string, Requirement> = new Map(requirements.map((entry) => [entry.id, entry]));

/** Whether a string, e.g. from a command line or a file, is the id of a requirement. */
export function isRequirementId(id: string): id is RequirementId {
  return byId.has(id);
}

/** The requirement of this id. */
export function requirement(id: RequirementId): Requirement {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no requirement has the id ${id}`);
  return found;
}

/**
 * Identifies the wording, levels and profiles of this catalogue: `sha256:` and the hash of its canonical JSON
 * (requirements sorted by id, keys sorted, no white space).
 */
export function catalogueDigest(): string {
  const canonical = [...requirements]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))));
  return `sha256:${createHash('sha256').update(JSON.stringify(canonical)).digest('hex')}`;
}
