import { requirement, test } from './test.js';

test.describe('The operation', () => {
  test(
    ...requirement(
      'OP-01',
      'A request that names a downloadable asset MUST be answered with exactly the bytes of that asset.',
    ),
  );
  test(
    ...requirement(
      'OP-02',
      'Each asset of a package version that holds several MUST be downloadable by its own name.',
    ),
  );
  test(
    ...requirement(
      'OP-03',
      'A repeated request MUST get the same bytes and the same package version revision as before.',
    ),
  );
  test(
    ...requirement('OP-04', 'The answer to a request MUST NOT depend on the requests that came before it.'),
  );
  test(
    ...requirement(
      'OP-05',
      'The answer to a request MUST NOT depend on other requests that are in flight at the same time.',
    ),
  );
});
