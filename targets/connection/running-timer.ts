/** Milliseconds that a timer may be late before it counts as this process having stood still. */
const tolerance = 250;

/** How often a timer is put off: a process that is late every time is merely slow. */
const maxExtensions = 3;

/** A timer that can be stopped, or begin again. */
export interface RunningTimer {
  /** Begins to count again from now. */
  refresh(): void;
  stop(): void;
}

/**
 * Calls back after a time during which this process could run. A process that stands still, because its machine sleeps
 * or has nothing left for it, finds its timers due before it reads what came meanwhile: to take that for silence would
 * blame the other side. So a timer that is late is put off, for as long as it was late, up to its whole time.
 *
 * @param ms milliseconds
 */
export function startRunningTimer(ms: number, callback: () => void): RunningTimer {
  let extensions = 0;
  let due = performance.now() + ms;
  const look = (): void => {
    const late = performance.now() - due;
    if (late > tolerance && extensions < maxExtensions) {
      extensions += 1;
      begin(Math.min(late, ms));
    } else callback();
  };
  const begin = (wait: number): void => {
    due = performance.now() + wait;
    timer = setTimeout(look, wait);
  };
  let timer = setTimeout(look, ms);
  return {
    refresh() {
      clearTimeout(timer);
      begin(ms);
    },
    stop: () => clearTimeout(timer),
  };
}
