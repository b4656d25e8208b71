/** The nine query parameters by their wire names (reference page, URI request parameters). */
export const parameterNames = [
  'asset',
  'domain',
  'domain-owner',
  'format',
  'namespace',
  'package',
  'repository',
  'revision',
  'version',
] as const;

export type ParameterName = (typeof parameterNames)[number];

/** Decoded values by wire name; an absent key is an absent parameter, an empty string a bare or empty one. */
export type ParameterValues = Partial<Record<ParameterName, string>>;
