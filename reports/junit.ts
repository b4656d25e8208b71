import { clip, visible } from '../judge/index.js';
import type { CheckResult, RequirementResult, RequirementVerdict, Results } from '../schemas/index.js';
import { byChapter, wording } from './catalogue.js';
import { needsAttention } from './evidence.js';
import { decisiveLine, targetName } from './story.js';
import { line } from './text.js';
import { verdictWords } from './words.js';
import { renderXml, type XmlElement } from './xml.js';

type TestCaseOutcome = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * Green is only what passed. A verdict that keeps a claimed profile incomplete is an error, so that no reader of the
 * file takes it for a pass; what is not judged, or does not count, is skipped with its reason.
 */
const outcomes: Readonly<Record<RequirementVerdict, TestCaseOutcome>> = {
  pass: 'passed',
  fail: 'failure',
  error: 'error',
  indeterminate: 'error',
  'not-testable': 'error',
  waived: 'skipped',
  warn: 'skipped',
  info: 'skipped',
  'not-applicable': 'skipped',
};

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly outcome: TestCaseOutcome;
  readonly type: string;
  readonly message: string;
  readonly text: string;
  /** Milliseconds. */
  readonly took: number;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/**
 * `junit.xml`: a suite for each chapter, a case for each requirement, named by its id. Only elements and attributes
 * that the stricter of the schemas in use knows, in the order that it demands.
 * @param times milliseconds that the exchanges of each requirement took, by its id
 */
export function renderJUnit(results: Results, times: ReadonlyMap<string, number> = new Map()): string {
  const claimed = new Set<string>(results.run.claimed);
  const suites: readonly Suite[] = [
    ...byChapter(results.requirements).map(({ title, requirements }) => ({
      name: title,
      cases: requirements.map((requirement) =>
        requirementCase(requirement, claimed, times.get(requirement.id)),
      ),
    })),
    { name: 'The run', cases: runCases(results) },
  ].filter(({ cases }) => cases.length > 0);

  return renderXml({
    testsuites: { testsuite: suites.map((suite, id) => suiteElement(suite, id, results)) },
  });
}

function suiteElement({ name, cases }: Suite, id: number, results: Results): XmlElement {
  const having = (outcome: TestCaseOutcome) => cases.filter((one) => one.outcome === outcome).length;
  return {
    '@id': id,
    '@name': name,
    '@package': 'codeartifact-conformance',
    '@timestamp': timestamp(results.run.startedAt),
    '@hostname': 'localhost',
    '@tests': cases.length,
    '@failures': having('failure'),
    '@errors': having('error'),
    '@skipped': having('skipped'),
    '@time': seconds(cases.reduce((sum, { took }) => sum + took, 0)),
    properties: {
      property: Object.entries(describeRun(results)).map(([property, value]) => ({
        '@name': property,
        '@value': xml(value),
      })),
    },
    testcase: cases.map((one) => ({
      '@name': xml(one.name),
      '@classname': xml(one.classname),
      '@time': seconds(one.took),
      ...outcomeElement(one),
    })),
    'system-out': '',
    'system-err': '',
  };
}

function outcomeElement({ outcome, message, type, text }: Case): XmlElement {
  if (outcome === 'passed') return {};
  if (outcome === 'skipped') return { skipped: { '@message': xml(message) } };
  return { [outcome]: { '@message': xml(message), '@type': xml(type), '#text': xml(text) } };
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

/** Every character that XML 1.0 forbids, and every one that cannot be seen, becomes a visible escape. */
function xml(text: string): string {
  return visible(text, '\n');
}

/** A schema in use takes neither fractions of seconds nor a time zone. */
function timestamp(iso: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(iso)?.[0] ?? '1970-01-01T00:00:00';
}

function describeRun(results: Results): Record<string, string> {
  return {
    target: line(targetName(results)),
    endpoint: line(results.target.endpoint),
    verdict: results.verdict,
    profiles: results.run.claimed.join(' '),
    seed: `${results.run.seed}`,
    suite: `${results.suite.name} ${results.suite.version}`,
  };
}

function requirementCase(requirement: RequirementResult, claimed: ReadonlySet<string>, took = 0): Case {
  const { id, level, profile, verdict, checks, waiver } = requirement;
  const outcome = outcomes[verdict];
  const known = waiver ? ` (waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason})` : '';
  return {
    name: id,
    classname: `codeartifact-conformance.${profile}`,
    outcome: outcome === 'error' && !claimed.has(profile) ? 'skipped' : outcome,
    type: verdict === 'fail' ? `${level} ${id}` : verdict,
    message: `${verdictWords[verdict].label}: ${decisiveLine(requirement, 400)}${line(known, 400)}`,
    text: [wording(id).statement, ...checks.filter(needsAttention).slice(0, 20).map(checkText)].join('\n\n'),
    took: Math.round(took),
  };
}

function checkText(check: CheckResult): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['check', `${check.title} (${check.id})${check.stability ? `, ${check.stability}` : ''}`],
    ['expected', check.expected],
    ['actual', check.actual],
    ['reason', check.reason],
    ['smallest failing case', check.counterexample?.value],
    ['curl', check.curl],
    ['replay', check.replay],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${clip(value ?? '', 2000).text}`)
    .join('\n');
}

/** What decides a run's verdict beside its requirements. */
function runCases({ run, waiverErrors = [] }: Results): Case[] {
  const one = (name: string, outcome: TestCaseOutcome, message: string): Case => ({
    name,
    classname: 'codeartifact-conformance.run',
    outcome,
    type: name,
    message: line(message, 400),
    text: clip(message, 2000).text,
    took: 0,
  });
  return [
    ...waiverErrors.map((message, index) => one(`waiver-${index + 1}`, 'failure', message)),
    ...(run.interrupted === undefined ? [] : [one('interrupted', 'error', run.interrupted)]),
  ];
}
