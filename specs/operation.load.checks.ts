import { type Check, check, loadTitle, requestFor } from '../engine/index.js';

/** Valid requests at a time. */
const crowd = 32;
const unknown = 'conformance-no-such-name';

/**
 * What the run has found out about load and connections by the time at which all other checks have been carried out. Last,
 * so that whatever failed beside others, and succeeded alone, is in the evidence; each also tries for itself.
 */
export const load: readonly Check[] = [
  check(
    'OP-04',
    loadTitle('OP-04'),
    async ({ fixtures, expect }) => {
      const request = requestFor(fixtures.usual());
      const others = [
        request.with({ asset: unknown }),
        request.with({ domain: unknown }),
        request.without('asset'),
        request.without('domain'),
      ];
      await expect(request).toServe();
      for (const other of others) {
        await expect(other.withoutControl()).toBeObserved('what the connection was used for before');
        await expect(request).toServe();
      }
    },
    { alone: true },
  ),
  check(
    'OP-05',
    loadTitle('OP-05'),
    async ({ fixtures, control, expect }) => {
      const asset = fixtures.usual();
      // Alone first: what is not served even so is for other requirements to say.
      await control(asset);
      await Promise.all(Array.from({ length: crowd }, () => expect(requestFor(asset)).toServe()));
    },
    { alone: true },
  ),
];
