import { type Check, check, requestFor } from '../engine/index.js';
import { isGeneric } from './assets.js';

const upperCased = (text: string): string => text.toUpperCase();

/** A name in upper case, under which nothing is held. */
export function otherCase(
  requirement: 'NRM-NONE' | 'LKP-ASSET-CASE',
  name: 'package' | 'asset' | 'namespace' | 'version',
): Check {
  return check(requirement, `${name} in upper case`, ({ fixtures, expect }) => {
    const asset = fixtures.find(`generic asset with a lower-case letter in its ${name}`, (each) => {
      const value = each.values[name] ?? '';
      return (
        isGeneric(each) &&
        each.fixture.size > 0 &&
        /[a-z]/.test(value) &&
        !fixtures.holds({ ...each.values, [name]: upperCased(value) })
      );
    });
    const request = requestFor(asset).with({ [name]: upperCased(asset.values[name] ?? '') });
    return expect(request.notListed(fixtures)).toBeNotFound(name);
  });
}
