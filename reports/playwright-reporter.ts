import { readFileSync } from 'node:fs';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestResult,
} from '@playwright/test/reporter';
import { type CheckOutcome, outcomeAttachment, plannedCheck } from '../judge/index.js';
import { isRequirementId, type RunFile, runFileVariable } from '../schemas/index.js';
import { type Progress, startProgress } from './progress.js';
import { writeResults } from './write-results.js';

/** Collects the outcome of each spec and writes the results folder when the run ends, however it ends. */
export default class ConformanceReporter implements Reporter {
  readonly #run = JSON.parse(readFileSync(process.env[runFileVariable] ?? '', 'utf8')) as RunFile;
  readonly #outcomes: CheckOutcome[] = [];
  #progress: Progress | undefined;
  #planned = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#planned = suite.allTests().flatMap(planned).length;
    this.#progress = startProgress(this.#planned);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const body = result.attachments.find(({ name }) => name === outcomeAttachment)?.body;
    const outcomes = body ? (JSON.parse(body.toString()) as readonly CheckOutcome[]) : lost(test, result);
    this.#outcomes.push(...outcomes);
    for (const outcome of outcomes) this.#progress?.tell(outcome);
  }

  onError(error: { message?: string }): void {
    this.#progress?.note(error.message ?? 'unknown error');
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    this.#progress?.end();
    const missing = this.#planned - this.#outcomes.length;
    const interrupted =
      status === 'interrupted'
        ? 'The run was interrupted'
        : missing > 0
          ? `${missing} of ${this.#planned} checks were not carried out`
          : undefined;
    const { verdict } = await writeResults(this.#run, this.#outcomes, interrupted);
    return { status: status === 'passed' && verdict === 'not-conformant' ? 'failed' : status };
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** The ids of the checks whose outcomes a spec is to hand over. */
const planned = ({ annotations }: TestCase): string[] =>
  annotations.flatMap(({ type, description }) => (type === plannedCheck && description ? [description] : []));

/** The outcomes of a spec that ended without any: its worker was killed, or the suite itself failed. */
function lost(test: TestCase, result: TestResult): readonly CheckOutcome[] {
  if (result.status === 'skipped' || result.status === 'interrupted') return [];
  return planned(test).flatMap((check): CheckOutcome[] => {
    const [id = '', ...title] = check.split('/');
    if (!isRequirementId(id)) return [];
    return [
      {
        id: check,
        requirement: id,
        title: title.join('/'),
        verdict: 'error',
        exchanges: [],
        judged: 0,
        sent: 0,
        generated: false,
        reason: result.error?.message ?? 'The process that carried out this check ended',
      },
    ];
  });
}
