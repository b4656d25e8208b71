import { type Check, check, requestFor } from '../engine/index.js';

const json = '{"asset":"other"}';

/** Request body and content types. */
export const requestBody: readonly Check[] = [
  check('RB-01', 'no body, no Content-Type, no Accept', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual())).toServe(),
  ),
  check('RB-02', 'a JSON body on the GET', ({ fixtures, expect }) =>
    expect(
      requestFor(fixtures.usual())
        .headers(['content-type', 'application/json'])
        .sentAs({ body: json })
        .beyond(),
    ).toBeObserved('ignored, 415, 406, or another refusal'),
  ),
  ...['*/*', 'application/octet-stream', 'application/*'].map((accept) =>
    check('RB-03', `Accept: ${accept}`, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).headers(['accept', accept]).beyond()).toServe(),
    ),
  ),
];
