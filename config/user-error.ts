/** Something that the user gave is wrong: the message says what, where, and what to do next. Exit code 2. */
export class UserError extends Error {}

/** The target could not be reached: there is no verdict. Exit code 3. */
export class NoVerdict extends Error {}

/**
 * Waits for something that reads what the user gave, and takes these kinds of error for the user's.
 *
 * @throws UserError with the same message instead of an error of these kinds
 */
export async function asUserError<Result>(
  kinds: readonly (new (...args: never[]) => Error)[],
  work: Promise<Result>,
): Promise<Result> {
  return work.catch((error: unknown) => {
    if (kinds.some((kind) => error instanceof kind)) throw new UserError((error as Error).message);
    throw error;
  });
}
