import { packageFormats } from '../../../schemas/index.js';
import { constraintDefects } from './constraints.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { bound, refusing, seenAs } from './wrap.js';

/** The constraints of each parameter but the namespace. */
export const parameterDefects: readonly Defect[] = [
  ...generalDefects('parameters'),
  ...constraintDefects('parameters'),
  {
    id: 'domain-owner-required',
    breaks: 'OWN-OPT',
    summary: 'refuses a request without domain-owner',
    change: refusing((input) => input['domain-owner'] === undefined, 'domain-owner is required.'),
  },
  {
    id: 'domain-owner-punctuation-cut',
    breaks: 'OWN-LEN',
    summary: 'takes dashes, spaces and commas out of domain-owner',
    change: bound((input) =>
      input['domain-owner'] === undefined
        ? input
        : { ...input, 'domain-owner': input['domain-owner'].replace(/[- ,]/g, '') },
    ),
  },
  {
    id: 'revision-required',
    breaks: 'REV-OPT',
    summary: 'refuses a request without revision',
    change: refusing((input) => input.revision === undefined, 'revision is required.'),
  },
  {
    id: 'format-unlisted-value-accepted',
    breaks: 'FMT-ENUM',
    summary: 'accepts any word as a format',
    change: seenAs('format', (value) => (!isFormat(value) && /^[a-z-]+$/.test(value ?? '') ? 'npm' : value)),
  },
  {
    id: 'format-trimmed',
    breaks: 'FMT-ENUM',
    summary: 'cuts white space around the format',
    change: bound((input) =>
      input.format === undefined ? input : { ...input, format: input.format.trim() },
    ),
  },
  {
    id: 'format-unknown-not-found',
    breaks: 'FMT-ENUM',
    summary: 'responds to an unlisted format with 404 instead of 400',
    change: seenAs('format', (value) =>
      value === '' || isFormat(value?.toLowerCase()) ? value : value && 'npm',
    ),
  },
  {
    id: 'format-case-insensitive',
    breaks: 'FMT-CASE',
    summary: 'accepts a format in any case',
    change: bound((input) =>
      input.format === undefined ? input : { ...input, format: input.format.toLowerCase() },
    ),
  },
];

function isFormat(value: string | undefined): boolean {
  return packageFormats.some((format) => format === value);
}
