/** An object without the members that are undefined. */
export type Defined<Type> = { [Member in keyof Type]?: Exclude<Type[Member], undefined> };

/**
 * Leaves out the members that are undefined, so that they neither win over others in a spread nor stand where a type
 * wants them absent.
 */
export function withoutUndefined<Type extends object>(object: Type): Defined<Type> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as Defined<Type>;
}
