/** Something published that does not follow from what was recorded. */
export interface Problem {
  /** The file, check, requirement or profile that it is about. */
  readonly where: string;
  readonly what: string;
}
