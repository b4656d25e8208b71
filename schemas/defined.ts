/** An object whose members are there or absent, and never undefined. */
export type Defined<Type> = { [Member in keyof Type]?: Exclude<Type[Member], undefined> };

/**
 * Leaves out the members that are undefined, so that they do not win over others in a spread, and stay absent where a
 * type wants them absent: `{ id, ...defined({ reason }) }`.
 */
export function defined<Type extends object>(object: Type): Defined<Type> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as Defined<Type>;
}
