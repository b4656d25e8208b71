/** Something that the user gave is wrong: the message says what, where, and what to do next. Exit code 2. */
export class UserError extends Error {}

/** The target could not be reached: there is no verdict. Exit code 3. */
export class NoVerdict extends Error {}
