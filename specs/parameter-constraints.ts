import * as fc from 'fast-check';
import {
  type AssetUnderTest,
  type Attempt,
  accepted,
  type Check,
  check,
  type FixtureView,
  invalid,
  NotApplicable,
  type PropertyCase,
  property,
  requestFor,
  served,
} from '../engine/index.js';
import {
  applyFaults,
  type FaultyRequest,
  faultArbitrary,
  faultExamples,
  type TextParameterName,
  validExamples,
  validValue,
} from '../generators/index.js';
import { type Expectation, errorType } from '../judge/index.js';
import {
  type ChapterId,
  namespaceRules,
  type Parameter,
  type ParameterName,
  parameters,
  type RequirementId,
  requirement,
} from '../schemas/index.js';
import { isGeneric, unknownRevision } from './assets.js';

/** What a missing namespace gets is ruled format by format, in the chapter on the namespace. */
const elsewhere: ReadonlySet<RequirementId> = new Set(namespaceRules.map((rule) => rule.requirement));

/** Bases of faulty requests: as unlike as the fixtures allow, so that no fault hides behind one, and few, so that controls stay cheap. */
const mostBases = 8;

function bases(fixtures: FixtureView): readonly AssetUnderTest[] {
  const ordinary = ({ version, fixture: asset }: AssetUnderTest): boolean =>
    version.format === 'generic' && asset.size > 0 && asset.size <= 64 * 1024;
  const assets = fixtures.where('generic asset of ordinary size', ordinary);
  const oneOfEach = [...new Map(assets.map((asset) => [asset.version, asset])).values()];
  const step = Math.max(1, Math.floor(oneOfEach.length / mostBases));
  return oneOfEach.filter((_, index) => index % step === 0).slice(0, mostBases);
}

/** A generated faulty request, with the asset it was made from as its control. */
export function faultyCases(make: (asset: AssetUnderTest) => fc.Arbitrary<FaultyRequest>) {
  return (fixtures: FixtureView): fc.Arbitrary<PropertyCase> => {
    // Made once for each base, not once for each case: making them takes longer than generating from them.
    const ofBases = bases(fixtures).map((asset) =>
      make(asset).map(({ faults, pairs }) => ({
        request: requestFor(asset).pairs(pairs),
        expects: invalid,
        summary: faults
          .map(
            ({ parameter, label, ...fault }) =>
              `${parameter}: ${label}${fault.form === 'value' ? ` (${JSON.stringify(fault.value)})` : ''}`,
          )
          .join('; '),
      })),
    );
    return fc.constantFrom(...ofBases).chain((cases) => cases);
  };
}

/** An asset whose own value of a parameter nobody would refuse, so that a character which is refused is not in the control. */
function plainest(fixtures: FixtureView, name: ParameterName): AssetUnderTest {
  const plainName = name === 'asset' ? /^[a-z0-9]+\.[a-z]+$/ : /^[a-z0-9]+$/;
  const plain = ({ version, values }: AssetUnderTest): boolean =>
    version.format === 'generic' && plainName.test(values[name] ?? '');
  return fixtures.downloadable.find(plain) ?? fixtures.usual();
}

/** What to expect if one parameter of the valid request for an asset has another valid value. */
function servedIfHeld(
  fixtures: FixtureView,
  asset: AssetUnderTest,
  name: ParameterName,
  value: string,
): Expectation {
  // A revision is no coordinate: whether the target holds this one is not known.
  const there = name === 'revision' ? undefined : fixtures.at({ ...asset.values, [name]: value });
  return there ? served(there) : accepted;
}

/** Revisions of unlike forms that nobody issued: a target that refuses all of them does not do so for their form. */
const unknownRevisions = [unknownRevision, 'unknown', '0'] as const;

/**
 * Ends a check on valid values of `revision` if the target refuses each revision that it does not have as invalid. That
 * it should rather say 404 or 409 is a SHOULD (REV-STALE-ERR), and such a refusal says nothing about the value's form.
 */
async function tellsUnknownFromInvalid({ fixtures, expect }: Attempt): Promise<void> {
  for (const revision of unknownRevisions) {
    const { response } = await expect(requestFor(fixtures.usual()).with({ revision })).toBeObserved(
      'whether a revision that nobody issued is refused as invalid',
    );
    if (response?.status !== 400 || errorType(response)?.name !== 'ValidationException') return;
  }
  throw new NotApplicable(
    'The target refuses each revision that it does not have as invalid: whether it accepts the form of a value cannot be told',
  );
}

/** What goes before valid values of a parameter that the target need not hold. */
const beforeValid = (name: ParameterName): Pick<Check, 'before'> =>
  name === 'revision' ? { before: tellsUnknownFromInvalid } : {};

/** An asset and the request for it by a value of one parameter that is as long as this, which the target holds. */
function heldOfLength(fixtures: FixtureView, name: ParameterName, length: number) {
  return fixtures.downloadable.filter(isGeneric).flatMap((asset) => {
    const value = name === 'revision' ? asset.version.revision : asset.values[name];
    return value?.length === length ? [requestFor(asset).with({ [name]: value })] : [];
  });
}

/** A generated case: the request for an asset with one valid value instead of its own. */
const withValue = (
  fixtures: FixtureView,
  asset: AssetUnderTest,
  name: ParameterName,
  value: string,
): PropertyCase => ({
  request: requestFor(asset).with({ [name]: value }),
  expects: servedIfHeld(fixtures, asset, name, value),
  summary: `${name}: ${JSON.stringify(value)}`,
});

function checksOf(parameter: Parameter): Check[] {
  const { name, requirements, minLength, maxLength } = parameter;
  const own = [...new Set(Object.values(requirements))].filter((id) => !elsewhere.has(id));
  const examples = own.map((requirement) =>
    check(requirement, `${name}: named faults`, ({ fixtures, expect }) => {
      const asset = fixtures.usual();
      const faults = faultExamples(name, asset.values).filter((fault) => fault.requirement === requirement);
      return Promise.all(
        faults.map((fault) =>
          expect(
            requestFor(asset)
              .pairs(applyFaults(asset.values, [fault]).pairs)
              .as(fault.label),
          ).toBeInvalid(),
        ),
      );
    }),
  );
  const generated = own.map((requirement) =>
    property(
      requirement,
      `${name}: generated faults`,
      faultyCases((asset) =>
        faultArbitrary(name, requirement, asset.values).map((fault) => applyFaults(asset.values, [fault])),
      ),
    ),
  );
  const bounds = [
    // That one character is enough is a matter of which characters: the values of the pattern's check begin there.
    { requirement: requirements.min, length: minLength === 1 ? undefined : minLength },
    // A fixed length is one limit, not two.
    { requirement: requirements.max, length: minLength === maxLength ? undefined : maxLength },
  ].flatMap(({ requirement, length }) =>
    requirement === undefined || length === undefined
      ? []
      : [
          property(
            requirement,
            `${name}: ${length} characters are accepted`,
            (fixtures) =>
              fc
                .tuple(
                  fc.constantFrom(...bases(fixtures)),
                  validValue(name).filter((value) => value.length === length),
                )
                .map(([asset, value]) => withValue(fixtures, asset, name, value)),
            beforeValid(name),
          ),
          check(requirement, `${name}: held names of ${length} characters`, async (attempt) => {
            const { fixtures, expect } = attempt;
            const held = heldOfLength(fixtures, name, length);
            for (const request of held.slice(0, 3)) await expect(request).toServe();
            if (held.length > 0) return;
            await beforeValid(name).before?.(attempt);
            await expect(requestFor(fixtures.usual()).with({ [name]: filler(name, length) })).toBe(accepted);
          }),
        ],
  );
  const validValues =
    requirements.pattern === undefined
      ? []
      : [
          check(requirements.pattern, `${name}: each character is accepted`, async (attempt) => {
            const { fixtures, expect } = attempt;
            await beforeValid(name).before?.(attempt);
            const asset = plainest(fixtures, name);
            return Promise.all(
              validExamples(name as TextParameterName).map(({ label, value }) =>
                expect(
                  requestFor(asset)
                    .with({ [name]: value })
                    .as(label),
                ).toBe(servedIfHeld(fixtures, asset, name, value)),
              ),
            );
          }),
          property(
            requirements.pattern,
            `${name}: valid values are accepted`,
            (fixtures) =>
              fc
                .tuple(fc.constantFrom(...bases(fixtures)), validValue(name))
                .map(([asset, value]) => withValue(fixtures, asset, name, value)),
            beforeValid(name),
          ),
        ];
  return [...examples, ...bounds, ...generated, ...validValues];
}

const filler = (name: ParameterName, length: number): string =>
  (name === 'domain-owner' ? '9' : 'z').repeat(length);

/** The checks of the constraints of all parameters that assess requirements of this chapter. */
export function constraintChecks(chapter: ChapterId): readonly Check[] {
  return parameters.flatMap(checksOf).filter((each) => requirement(each.requirement).chapter === chapter);
}
