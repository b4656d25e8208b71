import { type TestDetails, type TestInfo, test } from '@playwright/test';
import {
  type Level,
  type RequirementId,
  requirement as requirementOf,
  type Statement,
} from '../schemas/catalogue/index.js';
import { askEngine, type CheckReport, type RequirementReport } from './engine-client.js';

// In a worker, Playwright maps each frame of each stack through source maps, and takes a stack for each step and fixture: a
// quarter of what a worker costs. The errors of these specs say by themselves where they belong.
if (process.env.TEST_WORKER_INDEX !== undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');

export { test };

/** The arguments of one test: `test(...requirement(id, statement))`. */
type TestArguments = readonly [
  title: string,
  details: TestDetails,
  body: (fixtures: object, info: TestInfo) => Promise<void>,
];

/**
 * The test of one requirement: its title is the id and the statement, its tags are level and profile, and it fails if
 * the target breaks the requirement.
 *
 * @param id the id of the requirement in the catalogue
 * @param statement its statement in the catalogue; any other text does not compile
 */
export function requirement<Id extends RequirementId>(id: Id, statement: Statement<Id>): TestArguments {
  const { level, profile, source, section } = requirementOf(id);
  return [
    `${id} ${statement}`,
    {
      tag: [`@${level}`, `@${profile}`],
      annotation: { type: 'source', description: `${source}, ${section}` },
    },
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures a test needs from this pattern
    async ({}, info) => assertMet(await askEngine(id), level, info),
  ];
}

/** Verdicts of a check that say nothing about the target. */
const unassessed: readonly CheckReport['verdict'][] = ['error', 'indeterminate', 'not-testable'];

/** Whether a check fails the test, by its verdict and the level of its requirement. */
function failsTest({ verdict }: CheckReport, level: Level, { strict, waived }: RequirementReport): boolean {
  if (verdict === 'fail') return true;
  if (verdict === 'warn') return strict || waived !== undefined;
  return level !== 'MAY' && unassessed.includes(verdict);
}

/** Tells Playwright what the engine found out: a step for each check, and one error for all that failed. */
async function assertMet(report: RequirementReport, level: Level, info: TestInfo): Promise<void> {
  const { notApplicable, waived, checks } = report;
  test.skip(notApplicable !== undefined, notApplicable);
  const skipped = checks.filter(({ verdict }) => verdict === 'not-applicable');
  test.skip(checks.length > 0 && skipped.length === checks.length, skipped[0]?.reason);
  if (waived !== undefined && !unassessed.includes(report.verdict)) test.fail(true, waived);

  const { file, line, column } = info;
  const location = { file, line, column };
  const failures: CheckReport[] = [];
  for (const check of checks) {
    const fails = failsTest(check, level, report);
    if (fails) failures.push(check);
    const carriedOut = async (): Promise<void> => {
      if (!fails) return;
      await attachMessages(check, info);
      throw atSpec(describe(check), info);
    };
    // A step belongs to the line of the requirement. Without a location, Playwright takes a stack trace of each.
    await test.step(check.title, carriedOut, { location }).catch(() => {});
    annotate(check, fails, info);
  }
  if (checks.length === 0) throw atSpec('No check came to a verdict.', info);
  if (failures.length > 0) throw atSpec(failures.map(describe).join('\n\n'), info);
}

/** What does not fail the test, and is worth knowing all the same. */
function annotate(check: CheckReport, fails: boolean, info: TestInfo): void {
  const { verdict, title, actual, reason } = check;
  if (fails || verdict === 'pass') return;
  const type = verdict === 'warn' ? 'warning' : verdict;
  const description = `${title}: ${verdict === 'warn' ? `expected ${check.expected}, got ${actual}` : (reason ?? actual ?? verdict)}`;
  info.annotations.push({ type, description });
}

async function attachMessages({ title, request, response }: CheckReport, info: TestInfo): Promise<void> {
  const contentType = 'text/plain';
  if (request !== undefined) await info.attach(`request: ${title}`, { body: request, contentType });
  if (response !== undefined) await info.attach(`response: ${title}`, { body: response, contentType });
}

/** One check that failed: what was expected and what came back, and how to see it again. */
function describe(check: CheckReport): string {
  const { title, stability, verdict, expected, actual, reason, counterexample, curl, replay } = check;
  const lines: readonly (readonly [name: string, value: string | undefined])[] = unassessed.includes(verdict)
    ? [['reason', reason]]
    : [
        ['expected', expected],
        ['actual', actual],
        ['case', counterexample],
      ];
  return [
    `${title} (${stability ?? verdict})`,
    ...[...lines, ['curl', curl] as const, ['replay', replay] as const].flatMap(([name, value]) =>
      value === undefined ? [] : [`  ${`${name}:`.padEnd(10)}${value}`],
    ),
  ].join('\n');
}

/** An error that points at the line of the requirement in its spec, where a reader looks for it. */
function atSpec(message: string, { file, line, column }: TestInfo): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}\n    at ${file}:${line}:${column}`;
  return error;
}
