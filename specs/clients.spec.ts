import { requirement, test } from './test.js';

test.describe('Official clients', () => {
  test(
    ...requirement(
      'SDK-01',
      'An official AWS client MUST be able to make the call and read all four output members.',
    ),
  );
  test(
    ...requirement(
      'SDK-02',
      'An official AWS client MUST raise its typed exception for each error of the operation.',
    ),
  );
  test(
    ...requirement(
      'SDK-03',
      'The members that an error carries MUST reach the caller of an official AWS client: resourceId, resourceType and reason from the body, retryAfterSeconds from the Retry-After header.',
    ),
  );
  test(
    ...requirement(
      'SDK-04',
      'An official AWS client MUST be able to get an asset whose name it has to escape: with a space, plus, percent sign, slash, ampersand or characters outside ASCII.',
    ),
  );
  test(
    ...requirement(
      'SDK-05',
      'An official AWS client MUST be able to get an empty asset, and to stream a large one.',
    ),
  );
  test(
    ...requirement(
      'SDK-06',
      'An official AWS client MUST be able to get an asset of a package with a namespace: an npm scope, a Maven group.',
    ),
  );
});
