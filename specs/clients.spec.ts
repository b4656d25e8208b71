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
});
