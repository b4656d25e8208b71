/**
 * Sets of small numbers as short text: in base 36, runs as `first-last`, separated by full stops. `0-3.a` is 0, 1, 2, 3
 * and 10.
 */
export function writeNumbers(numbers: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs
    .map(({ first, last }) => (first === last ? text(first) : `${text(first)}-${text(last)}`))
    .join('.');
}

/** The numbers of such a text, in order. */
export function readNumbers(numbers: string): number[] {
  return numbers
    .split('.')
    .filter((run) => run !== '')
    .flatMap((run) => {
      const [first = '', last = first] = run.split('-');
      const from = Number.parseInt(first, base);
      return Array.from({ length: Number.parseInt(last, base) - from + 1 }, (_, index) => from + index);
    });
}

const base = 36;
const text = (number: number): string => number.toString(base);
