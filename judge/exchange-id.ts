/** The id of an exchange: that of its check, and its number among the exchanges of this check. */
export const exchangeId = (check: string, serial: number): string => `${check}#${serial}`;

/**
 * Whether one exchange comes before another in the order of checks by name, then in the order in which a check sent them.
 * Of many exchanges that show the same, the earliest is shown: so that the example does not depend on which was answered
 * first, or on the shard that it was sent in.
 */
export function isEarlier(one: string, other: string): boolean {
  const at = one.lastIndexOf('#');
  const otherAt = other.lastIndexOf('#');
  const check = one.slice(0, at);
  const otherCheck = other.slice(0, otherAt);
  return check === otherCheck
    ? Number(one.slice(at + 1)) < Number(other.slice(otherAt + 1))
    : check < otherCheck;
}
