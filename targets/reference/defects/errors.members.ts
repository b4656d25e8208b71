import { withBody, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { errorBody, refused } from './wrap.js';

/** What an error says besides its message: the resource, the reason, how long to wait. */
export const errorMemberDefects: readonly Defect[] = [
  {
    id: 'resource-id-number',
    breaks: 'ER-RES-OPT',
    summary: 'gives resourceId as a number',
    change: errorBody((body) => ('resourceId' in body ? { ...body, resourceId: 42 } : body)),
  },
  {
    id: 'resource-id-object',
    breaks: 'ER-RES-OPT',
    summary: 'gives resourceId as an object',
    change: errorBody((body) =>
      'resourceId' in body ? { ...body, resourceId: { name: body.resourceId } } : body,
    ),
  },
  {
    id: 'resource-type-list',
    breaks: 'ER-RES-OPT',
    summary: 'gives resourceType as a list',
    change: errorBody((body) =>
      'resourceType' in body ? { ...body, resourceType: [body.resourceType] } : body,
    ),
  },
  {
    id: 'resource-type-upper-case',
    breaks: 'ER-RES-ENUM',
    summary: 'gives resourceType in capitals',
    change: errorBody((body) =>
      'resourceType' in body ? { ...body, resourceType: String(body.resourceType).toUpperCase() } : body,
    ),
  },
  {
    id: 'resource-type-unknown',
    breaks: 'ER-RES-ENUM',
    summary: 'gives file as the resourceType of an asset and version as that of a version',
    change: errorBody((body) => {
      const names: Readonly<Record<string, string>> = { asset: 'file', 'package-version': 'version' };
      return typeof body.resourceType === 'string' && body.resourceType in names
        ? { ...body, resourceType: names[body.resourceType] }
        : body;
    }),
  },
  {
    id: 'resource-type-empty',
    breaks: 'ER-RES-ENUM',
    summary: 'gives an empty resourceType',
    change: errorBody((body) => ('resourceType' in body ? { ...body, resourceType: '' } : body)),
  },
  {
    id: 'resource-type-always-package',
    breaks: 'ER-RES-LEVEL',
    summary: 'gives package as the resourceType of every level',
    change: errorBody((body) => ('resourceType' in body ? { ...body, resourceType: 'package' } : body)),
  },
  {
    id: 'reason-unknown',
    breaks: 'ER-REASON',
    summary: 'gives a reason of its own',
    change: errorBody((body) => ('reason' in body ? { ...body, reason: 'INVALID_PARAMETER' } : body)),
  },
  {
    id: 'reason-lower-case',
    breaks: 'ER-REASON',
    summary: 'gives the reason in lower case',
    change: errorBody((body) =>
      'reason' in body ? { ...body, reason: String(body.reason).toLowerCase() } : body,
    ),
  },
  {
    id: 'reason-other',
    breaks: 'ER-REASON-FIELD',
    summary: 'gives OTHER as the reason of an invalid parameter',
    change: errorBody((body) => ('reason' in body ? { ...body, reason: 'OTHER' } : body)),
  },
  {
    id: 'reason-unknown-operation',
    breaks: 'ER-REASON-FIELD',
    summary: 'gives UNKNOWN_OPERATION as the reason of an invalid parameter',
    change: errorBody((body) => ('reason' in body ? { ...body, reason: 'UNKNOWN_OPERATION' } : body)),
  },
  retry('retry-after-date', 'ER-RETRY', 'gives Retry-After as a date', 'Wed, 01 Jan 2031 00:00:00 GMT'),
  retry('retry-after-decimal', 'ER-RETRY', 'gives Retry-After with a decimal point', '1.5'),
  retry('retry-after-unit', 'ER-RETRY', 'gives Retry-After with a unit', '1s'),
  retry('retry-after-negative', 'ER-RETRY', 'gives a negative Retry-After', '-1'),
  {
    id: 'retry-after-absent',
    breaks: 'ER-RETRY-PRES',
    summary: 'sends no Retry-After with a ThrottlingException',
    change: refused((response) => withoutHeader(response, 'Retry-After')),
  },
  {
    id: 'retry-after-in-body',
    breaks: 'ER-RETRY-PRES',
    summary: 'says in the body how long to wait, and not in Retry-After',
    change: refused((response, error) =>
      error.retryAfterSeconds === undefined
        ? response
        : withBody(
            withoutHeader(response, 'Retry-After'),
            Buffer.from(
              JSON.stringify({ message: error.message, retryAfterSeconds: error.retryAfterSeconds }),
            ),
          ),
    ),
  },
];

function retry(id: string, breaks: 'ER-RETRY', summary: string, value: string): Defect {
  return {
    id,
    breaks,
    summary,
    change: refused((response, error) =>
      error.retryAfterSeconds === undefined ? response : withHeader(response, 'Retry-After', value),
    ),
  };
}
