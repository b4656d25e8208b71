/**
 * Remembers what a function made of its latest argument: two dozen rules ask the same of one response, one after the
 * other, and then nobody asks again. The argument must not change.
 */
export function ofLatest<Argument extends object, Result>(
  make: (argument: Argument) => Result,
): (argument: Argument) => Result {
  let latest: { readonly argument: Argument; readonly result: Result } | undefined;
  return (argument) => {
    if (latest?.argument !== argument) latest = { argument, result: make(argument) };
    return latest.result;
  };
}
