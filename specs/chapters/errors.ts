import type { RequestPlan } from '../../checks/index.js';
import {
  type ErrorType,
  type ParameterName,
  packageFormats,
  type RequirementId,
} from '../../schemas/index.js';
import {
  type Check,
  check,
  either,
  get,
  type HeldAsset,
  invalid,
  notFound,
  observed,
  refused,
  type Scenario,
} from '../engine/index.js';

const unknown: readonly { requirement: RequirementId; name: ParameterName; value: string }[] = [
  { requirement: 'ER-NF-DOMAIN', name: 'domain', value: 'conformance-no-such-domain' },
  { requirement: 'ER-NF-REPO', name: 'repository', value: 'conformance-no-such-repository' },
  { requirement: 'ER-NF-PKG', name: 'package', value: 'conformance-no-such-package' },
  { requirement: 'ER-NF-VER', name: 'version', value: '99.98.97-conformance' },
  { requirement: 'ER-NF-ASSET', name: 'asset', value: 'conformance-no-such-asset.bin' },
];

/** Errors that no ordinary request provokes. */
const provoked: readonly { requirement: RequirementId; type: ErrorType }[] = [
  { requirement: 'ER-CONFLICT', type: 'ConflictException' },
  { requirement: 'ER-INTERNALSERVER', type: 'InternalServerException' },
  { requirement: 'ER-THROTTLING', type: 'ThrottlingException' },
  { requirement: 'ER-ACCESSDENIED', type: 'AccessDeniedException' },
];

/** The valid request for an asset, changed as the scenario says. */
export function inScenario(asset: HeldAsset, { headers = {}, query = {} }: Scenario): RequestPlan {
  return get({ ...asset.values, ...query }, Object.entries(headers));
}

/** Errors: which request gets which, and how each looks (how they look is mostly held to every answer, by rules). */
export const errors: readonly Check[] = [
  ...unknown.map(({ requirement, name, value }) =>
    check(requirement, `an unknown ${name}`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      const refusal = notFound(name);
      await send(
        get({ ...asset.values, [name]: value }),
        name === 'domain' ? either(refusal, refused('AccessDeniedException')) : refusal,
      );
    }),
  ),
  ...packageFormats
    .filter((format) => format !== 'generic')
    .flatMap((format) =>
      unknown
        .filter(({ name }) => name === 'package' || name === 'version' || name === 'asset')
        .map(({ requirement, name, value }) =>
          check(
            requirement,
            `an unknown ${name} of the format ${format}`,
            async ({ fixtures, control, send }) => {
              const asset = fixtures.usual(format);
              await control(asset);
              await send(get({ ...asset.values, [name]: value }), notFound(name));
            },
            { needs: format },
          ),
        ),
    ),
  check('ER-NF-ASSET', 'names derived from that of an asset', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    for (const suffix of ['.md5', '.sha1', '.sha256', '.sha512', '.asc', '.sig', '.gz', '?x', ';x', '#x']) {
      const values = { ...asset.values, asset: `${asset.asset.name}${suffix}` };
      if (!fixtures.holds(values)) await send(get(values), notFound('asset'));
    }
  }),
  ...provoked.map(({ requirement, type }) =>
    check(requirement, `${type} on demand`, async ({ fixtures, control, scenario, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(inScenario(asset, scenario(type)), refused(type));
    }),
  ),
  ...(['domain', 'repository', 'package', 'version'] as const).map((name) =>
    check(
      'ER-PREC-VAL',
      `an invalid asset name and an unknown ${name}`,
      async ({ fixtures, control, send }) => {
        const asset = fixtures.usual();
        await control(asset);
        await send(get({ ...asset.values, asset: 'a\u0007b', [name]: 'conformance-unknown' }), invalid);
      },
    ),
  ),
  check('ER-MSG', 'the wording of a refusal', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get({ ...asset.values, asset: 'conformance-no-such-asset.bin' }), observed('wording'));
  }),
];
