/** Tells a command that the user wants it to stop. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening. */
  dispose(): void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Listens for Ctrl-C and SIGTERM. The first one asks the command to end in good order; after a second one, sent more
 * than a second later by somebody who has waited enough, the process ends immediately. (A terminal sends Ctrl-C to the
 * whole process group, and a wrapper such as npm may forward it as well: the two come at the same time.)
 */
export function whenInterrupted(): Interruption {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const listener = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (firstAt !== undefined && now - firstAt > 1000) process.exit(signal === 'SIGINT' ? 130 : 143);
    firstAt ??= now;
    controller.abort();
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
