/** The middle of some figures: one that came while the machine was busy with something else does not move it. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Does several things in turn, several times over, so that a slow moment of the machine meets all of them alike. */
export async function interleaved<Figures extends Record<string, unknown>>(
  rounds: number,
  things: { readonly [Name in keyof Figures]: () => Promise<Figures[Name]> },
): Promise<{ [Name in keyof Figures]: Figures[Name][] }> {
  const names: (keyof Figures)[] = Object.keys(things);
  const figures = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
    [Name in keyof Figures]: Figures[Name][];
  };
  for (let round = 0; round < rounds; round++)
    for (const name of names) figures[name].push(await things[name]());
  return figures;
}
