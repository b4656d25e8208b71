import { type PackageFormat, packageFormats, type RequirementId } from '../../../schemas/index.js';

/** The requirement of each format that has one. */
export type Table = { readonly [format in PackageFormat]?: RequirementId };

/** The rows of a table by format, in the documented order of the formats. */
export function rows(table: Table): (readonly [format: PackageFormat, breaks: RequirementId])[] {
  return packageFormats.flatMap((format) => {
    const breaks = table[format];
    return breaks === undefined ? [] : [[format, breaks] as const];
  });
}
