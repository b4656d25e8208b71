import { readFileSync } from 'node:fs';
import { packageRoot } from './package-root.js';

/** A published JSON Schema, as parsed; its keywords are read by name. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The JSON Schemas that are published beside the code. */
export type SchemaFile =
  | 'request'
  | 'success-headers'
  | 'errors'
  | 'fixtures'
  | 'results'
  | 'target-file'
  | 'waivers'
  | 'certificate'
  | 'site-index'
  | 'site-implementation';

/** Reads a published JSON Schema afresh, so that the caller may change what it gets. */
export function readSchema<T = JsonSchema>(name: SchemaFile): T {
  const url = new URL(`schemas/${name}.schema.json`, packageRoot);
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}
