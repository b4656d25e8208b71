import { readFileSync } from 'node:fs';
import { packageRoot } from '../schemas/index.js';

/** Name and version of this package. */
export const suite = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
  readonly name: string;
  readonly version: string;
};
