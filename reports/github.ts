import type { Results } from '../schemas/index.js';
import { annotations } from './annotations.js';
import { appendJobSummary, renderSummary } from './summary.js';

/**
 * Tells GitHub Actions about a run: a summary for the job, and an annotation for each broken MUST. Does nothing
 * elsewhere, and nothing for a shard, whose verdict is not one.
 * @param write takes the workflow commands, which GitHub reads from stdout
 */
export async function announceOnGitHub(
  results: Results,
  write: (text: string) => void = (text) => process.stdout.write(text),
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (results.run.shard) return;
  await appendJobSummary(renderSummary(results), env.GITHUB_STEP_SUMMARY);
  if (env.GITHUB_ACTIONS === 'true') for (const line of annotations(results)) write(`${line}\n`);
}
