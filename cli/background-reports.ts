import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Writes the reports of a results folder in a process of its own, so that anyone who forwards requests meanwhile is not
 * held up. One at a time; what comes while one is at work is left to the next.
 */
export class BackgroundReports {
  #working: Promise<void> | undefined;

  /** @param dir the results folder, absolute */
  constructor(private readonly dir: string) {}

  start(): void {
    this.#working ??= this.#write().finally(() => {
      this.#working = undefined;
    });
  }

  /** Resolves when none is at work. */
  async finished(): Promise<void> {
    await this.#working;
  }

  #write(): Promise<void> {
    // The path is the same from the bundle, which is a folder beside this one.
    const main = fileURLToPath(new URL('../cli/main.js', import.meta.url));
    const child = spawn(process.execPath, [main, 'report', this.dir], {
      // In a group of its own: Ctrl-C is for the proxy, which waits for it.
      detached: true,
      stdio: 'ignore',
      // What CI is told, it is told once, at the end.
      env: { ...process.env, GITHUB_ACTIONS: undefined, GITHUB_STEP_SUMMARY: undefined },
    });
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
  }
}
