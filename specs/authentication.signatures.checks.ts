import * as fc from 'fast-check';
import {
  type AssetUnderTest,
  type Check,
  clientError,
  either,
  invalid,
  NotTestable,
  notTheAsset,
  property,
  requestFor,
  served,
} from '../engine/index.js';
import { encodeQuery } from '../generators/index.js';
import {
  type AllowedRefusal,
  type Expectation,
  headerValue,
  type RecordedResponse,
  type SigningPlan,
} from '../judge/index.js';
import type { RequirementId } from '../schemas/index.js';
import { malformedSignings } from './authentication.malformed.js';
import { signedCheck } from './signed.js';

/**
 * 403, whatever the type; or the 400 that the older page of common errors has for a signature "that does not conform to
 * AWS standards".
 */
const refusedAsIncomplete: Expectation = either(
  { kind: 'refused-with', status: 403 },
  {
    kind: 'refused',
    allowed: ['IncompleteSignatureException', 'IncompleteSignature'].map(
      (type): AllowedRefusal => ({ status: 400, type }),
    ),
  },
);

const refusedAsUnauthorised: Expectation = { kind: 'refused-with', status: 403 };

/** Signatures that are right but for one thing, and that let somebody in who does not belong. */
const inadmissible: readonly {
  readonly requirement: RequirementId;
  readonly title: string;
  readonly signing: SigningPlan;
  readonly expects: Expectation;
}[] = [
  {
    requirement: 'AU-12',
    title: 'signed twenty minutes ahead',
    signing: 'twenty-minutes-ahead',
    expects: refusedAsUnauthorised,
  },
  {
    requirement: 'AU-13',
    title: 'host is not covered',
    signing: 'host-uncovered',
    expects: refusedAsIncomplete,
  },
  {
    requirement: 'AU-13',
    title: 'x-amz-date is not covered',
    signing: 'date-uncovered',
    expects: refusedAsIncomplete,
  },
  {
    requirement: 'AU-13',
    title: 'x-amz-content-sha256 is not covered',
    signing: 'content-hash-uncovered',
    expects: refusedAsIncomplete,
  },
  {
    requirement: 'AU-14',
    title: 'another algorithm in the header',
    signing: 'other-algorithm-named',
    expects: refusedAsIncomplete,
  },
  {
    requirement: 'AU-14',
    title: 'another algorithm in the header and in what is signed',
    signing: 'other-algorithm-signed',
    expects: refusedAsIncomplete,
  },
  {
    requirement: 'AU-14',
    title: 'an asymmetric algorithm in the header',
    signing: 'asymmetric-algorithm-named',
    expects: refusedAsIncomplete,
  },
  {
    requirement: 'AU-15',
    title: 'the date of the day before',
    signing: 'other-scope-date',
    expects: refusedAsIncomplete,
  },
  {
    requirement: 'AU-15',
    title: 'the date of the day before, in the header only',
    signing: 'other-scope-date-named',
    expects: refusedAsIncomplete,
  },
  { requirement: 'AU-15', title: 'another end', signing: 'other-scope-end', expects: refusedAsIncomplete },
  {
    requirement: 'AU-15',
    title: 'another end, in the header only',
    signing: 'other-scope-end-named',
    expects: refusedAsIncomplete,
  },
];

/** Unknown parameters that a verifier has to put into the canonical query as they stand. */
const signedQueries: readonly { readonly title: string; readonly added: string }[] = [
  { title: 'an unknown key twice, the greater value first', added: 'x-conformance=2&x-conformance=1' },
  { title: 'an unknown key twice, with the same value', added: 'x-conformance=1&x-conformance=1' },
  { title: 'an unknown key with an empty value', added: 'x-conformance=' },
  { title: 'an unknown key without =', added: 'x-conformance' },
  { title: 'a parameter with an empty name', added: '=conformance' },
  { title: 'an unknown key that another begins with', added: 'x-conf-=1&x-conf=1&x-conf0=1' },
  { title: 'unknown keys in both cases', added: 'x-conformance=1&X-Conformance=1' },
  { title: 'an unknown key with an escaped name', added: 'x%20%2F%C3%A9=%7E%2a%27' },
];

/** Served, or refused for the unknown parameter: either way the signature was accepted. */
const admitted = (asset: AssetUnderTest): Expectation => either(served(asset), invalid);

const canonicalQuery = ({ values }: AssetUnderTest): string => encodeQuery(Object.entries(values));

/** A name or a value of an unknown parameter. Made when it is needed: fast-check then reads all of Unicode. */
const unknownText = () => fc.string({ unit: 'grapheme', maxLength: 8 });

/** Milliseconds by which the clocks of the suite and the target may differ for a date to be what its check says. */
const clockAllowance = 45_000;

/**
 * Whether the clocks of this machine and the target show the same time; undefined if the target does not say.
 *
 * @throws NotTestable if the clocks differ: four minutes by the clock of this machine are five or more by that of the
 *   target then, and a refusal is lawful
 */
function requireSameTime(response: RecordedResponse | undefined): true | undefined {
  const date = Date.parse((response && headerValue(response.headers, 'date')) ?? '');
  if (Number.isNaN(date)) return undefined;
  const seconds = Math.round(Math.abs(date - Date.now()) / 1000);
  if (seconds * 1000 > clockAllowance)
    throw new NotTestable(
      `The clocks of this machine and the target differ by ${seconds} s: set both by NTP, then run again`,
    );
  return true;
}

/** What a signature has to cover, how old it may be, and how it must be written. */
export const signatures: readonly Check[] = [
  ...inadmissible.map(({ requirement, title, signing, expects }) =>
    signedCheck(requirement, title, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).sentAs({ signing })).toBe(expects),
    ),
  ),
  signedCheck('AU-16', 'the hash of another body', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    return expect(requestFor(asset).sentAs({ signing: 'wrong-content-hash' })).toBe(
      notTheAsset(asset, [400, 400], [403, 403]),
    );
  }),
  ...(
    [
      ['a clock that is four minutes fast', 'four-minutes-ahead', 'four-minutes-behind'],
      ['a clock that is four minutes slow', 'four-minutes-behind', 'four-minutes-ahead'],
    ] as const
  ).map(([title, signing, opposite]) =>
    signedCheck('AU-17', title, async ({ fixtures, control, expect }) => {
      const request = requestFor(fixtures.usual());
      const isSure = requireSameTime((await control(request.asset)).response);
      if (!isSure) {
        // If our clock is off, only one of the two is further from the target's than is allowed.
        const { response } = await expect(request.sentAs({ signing: opposite })).toBeObserved(
          'whether the opposite is accepted, as the target does not say what time it is',
        );
        if (response?.status === 200) {
          await expect(request.sentAs({ signing })).toBe(
            either(served(request.asset), refusedAsUnauthorised),
          );
          return;
        }
      }
      await expect(request.sentAs({ signing })).toServe();
    }),
  ),
  ...signedQueries.map(({ title, added }) =>
    signedCheck('AU-18', title, async ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      const query = canonicalQuery(asset);
      for (const extended of [`${query}&${added}`, `${added}&${query}`])
        await expect(requestFor(asset).query(extended).beyond()).toBe(admitted(asset));
    }),
  ),
  signedCheck('AU-18', 'a parameter of the operation twice', ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const again = encodeQuery([['asset', asset.fixture.name]]);
    return expect(
      requestFor(asset)
        .query(`${canonicalQuery(asset)}&${again}`)
        .beyond(),
    ).toBe(admitted(asset));
  }),
  signedCheck('AU-18', 'two ampersands in a row', async ({ fixtures, expect }) => {
    const asset = fixtures.usual();
    const request = requestFor(asset).query(canonicalQuery(asset).replace('&', '&&')).beyond();
    // Clients disagree whether an empty piece is a parameter without a name. One of the two forms must be accepted.
    const { response } = await expect(request).toBe(either(admitted(asset), refusedAsUnauthorised));
    if (response?.status === 403)
      await expect(request.sentAs({ signing: 'empty-pieces-covered' })).toBe(admitted(asset));
  }),
  property('AU-18', 'generated parameters that nobody knows', (fixtures) => {
    const asset = fixtures.usual();
    const text = unknownText();
    return fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }).map((pairs) => ({
      request: requestFor(asset)
        .pairs([
          ...Object.entries(asset.values),
          ...pairs.map(([name, value]) => [`x-${name}`, value] as const),
        ])
        .beyond(),
      expects: admitted(asset),
      summary: JSON.stringify(pairs),
    }));
  }),
  ...(
    [
      [
        'a signed header in two lines',
        [
          ['x-conformance', 'b'],
          ['x-conformance', 'a'],
        ],
      ],
      ['a signed header with spaces around and in between', [['x-conformance', '  a   b  ']]],
      ['a signed header without a value', [['x-conformance', '']]],
    ] as const
  ).map(([title, headers]) =>
    signedCheck('AU-11', title, ({ fixtures, expect }) =>
      expect(
        requestFor(fixtures.usual())
          .headers(...headers)
          .sentAs({ signing: 'every-header-covered' }),
      ).toServe(),
    ),
  ),
  ...malformedSignings.map(({ title, signing }) =>
    signedCheck('AU-19', title, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      return expect(requestFor(asset).sentAs({ signing }).beyond()).toBe(notTheAsset(asset, clientError));
    }),
  ),
];
