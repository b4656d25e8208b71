import type { Level, Profile } from '../profiles.js';

/** The documents that a requirement can rest on. `observed`: real responses of AWS; `inference`: nowhere written. */
export const sources = [
  'reference page',
  'service model',
  'restJson1',
  'RFC 3986',
  'RFC 9110',
  'RFC 9112',
  'user guide',
  'observed',
  'inference',
] as const;

export type Source = (typeof sources)[number];

/** One line of a chapter's table. The chapter itself is added when the tables are put together. */
export interface CatalogueEntry {
  /** Public and permanent: an id never changes its meaning and is never given again. */
  readonly id: string;
  readonly level: Level;
  readonly profile: Profile;
  readonly source: Source;
  /** Where to read it: an anchor of the reference page, else a heading of the source. */
  readonly section: string;
  /** One atomic statement in RFC 2119 words. */
  readonly statement: string;
  /** Why no check enforces it. Only for what cannot be observed through this operation over HTTP. */
  readonly excluded?: string;
}
