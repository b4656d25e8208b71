import type { AssetUnderTest } from '../engine/index.js';

// Which assets a check takes, and names that no target of the default fixtures holds.

/** An asset of a generic package: what every target of the profile `core` holds. */
export const isGeneric = ({ version }: AssetUnderTest): boolean => version.format === 'generic';

/** An account that owns nothing here. */
export const otherAccount = '999999999999';

/** A revision that no package version has. */
export const unknownRevision = 'Q29uZm9ybWFuY2VTdWl0ZVVua25vd25SZXZpc2lvbjAwMDA=';
