import { type ChapterId, requirement } from '../../schemas/index.js';
import type { Check } from '../engine/index.js';
import { authentication } from './authentication.js';
import { clients } from './clients.js';
import { combinations } from './combinations.js';
import { errors } from './errors.js';
import { formats } from './formats.js';
import { lifecycle } from './lifecycle.js';
import { limits } from './limits.js';
import { lookUp } from './look-up.js';
import { namespace } from './namespace.js';
import { operation } from './operation.js';
import { parameterConstraints } from './parameters.js';
import { queryEncoding } from './query-encoding.js';
import { queryKeys } from './query-keys.js';
import { requestBody } from './request-body.js';
import { requestLine } from './request-line.js';
import { response } from './response.js';

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
  ...lookUp,
  ...combinations,
  ...requestBody,
  ...response,
  ...errors,
  ...lifecycle,
  ...authentication,
  ...limits,
];

/** The chapter of the catalogue that a check belongs to. */
export const chapterOf = (check: Check): ChapterId => requirement(check.requirement).chapter;
