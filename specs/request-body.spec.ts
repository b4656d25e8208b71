import { requirement, test } from './test.js';

test.describe('Request body and content types', () => {
  test(...requirement('RB-01', 'A request without a body and without Content-Type MUST be accepted.'));
  test(...requirement('RB-02', 'A body that is sent all the same MAY be ignored, or refused with 415.'));
  test(
    ...requirement(
      'RB-03',
      'A request SHOULD be served whether Accept is absent, `*/*` or `application/octet-stream`.',
    ),
  );
  test(...requirement('RB-04', 'A request SHOULD be served whatever its User-Agent says, and without one.'));
});
