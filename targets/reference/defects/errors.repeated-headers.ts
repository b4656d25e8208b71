import type { Defect } from './defect.js';
import { again } from './repeated-header.js';
import { refused } from './wrap.js';

/** Headers of an error that are no lists, sent in two lines (RFC 9110 §5.3). */
export const repeatedErrorHeaderDefects: readonly Defect[] = [
  {
    id: 'type-header-twice',
    breaks: 'ER-ONLY',
    summary: 'sends x-amzn-errortype twice',
    change: refused((response) => again(response, 'x-amzn-errortype')),
  },
  {
    id: 'error-content-type-twice',
    breaks: 'ER-04',
    summary: 'sends the Content-Type of errors twice',
    change: refused((response) => again(response, 'Content-Type')),
  },
  {
    id: 'error-content-type-second-other',
    breaks: 'ER-04',
    summary: 'sends a second Content-Type with errors, of HTML',
    change: refused((response) => again(response, 'Content-Type', 'text/html; charset=utf-8')),
  },
  {
    id: 'retry-after-twice',
    breaks: 'ER-RETRY',
    summary: 'sends Retry-After twice',
    change: refused((response) => again(response, 'Retry-After')),
  },
];
