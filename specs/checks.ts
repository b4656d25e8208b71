import type { Check } from '../engine/index.js';
import { type ChapterId, requirement } from '../schemas/index.js';
import { authentication } from './authentication.checks.js';
import { signatures } from './authentication.signatures.checks.js';
import { clients } from './clients.checks.js';
import { errors } from './errors.checks.js';
import { formats } from './formats.checks.js';
import { lifecycle } from './lifecycle.checks.js';
import { limits } from './limits.checks.js';
import { lookup } from './lookup.checks.js';
import { lookupInFormats } from './lookup.formats.checks.js';
import { namespace } from './namespace.checks.js';
import { operation } from './operation.checks.js';
import { load } from './operation.load.checks.js';
import { parameterConstraints } from './parameters.checks.js';
import { requestBody } from './request-body.checks.js';
import { requestLine } from './request-line.checks.js';
import { queryEncoding } from './request-line.query-encoding.checks.js';
import { queryKeys } from './request-line.query-keys.checks.js';
import { response } from './response.checks.js';
import { ranges } from './response.ranges.checks.js';

/** All checks, in the order in which they are carried out. */
export const checks: readonly Check[] = [
  ...operation,
  // Early, since clients take their time to start, and the others need not wait for that.
  ...clients,
  ...requestLine,
  ...queryKeys,
  ...queryEncoding,
  ...parameterConstraints,
  ...namespace,
  ...formats,
  ...lookup,
  ...lookupInFormats,
  ...requestBody,
  ...response,
  ...ranges,
  ...errors,
  ...lifecycle,
  ...authentication,
  ...signatures,
  ...limits,
  ...load,
];

/** The chapter of the catalogue that a check belongs to. */
export const chapterOf = (check: Check): ChapterId => requirement(check.requirement).chapter;
