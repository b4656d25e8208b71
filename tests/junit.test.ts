import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { validateXML } from 'xmllint-wasm';
import { selectEvidence } from '../reports/index.js';
import { renderJUnit } from '../reports/junit.js';
import type { Results } from '../schemas/index.js';
import { POISON, poisoned } from './poisoned.js';
import { conformant, faulty, type SampleRun, sample } from './report-samples.js';
import { packageFile } from './set-up/package-files.js';

/**
 * What Jenkins, GitLab, Azure, GitHub actions and Ant's own schema have in common, at its strictest: the order of
 * elements, the attributes that must and may be there, and one outcome at most for each case.
 */
const SCHEMA = readFileSync(packageFile('tests/junit.xsd'), 'utf8');

async function faults(xml: string): Promise<string[]> {
  const result = await validateXML({
    xml: [{ fileName: 'junit.xml', contents: xml }],
    schema: [{ fileName: 'junit.xsd', contents: SCHEMA }],
  });
  return result.errors.map(({ rawMessage }) => rawMessage);
}

/** The element of a test case, by a pattern that is good enough for a file that is known to be valid. */
function caseOf(xml: string, id: string): string {
  return new RegExp(`<testcase name="${id}"[^>]*?(/>|>[\\s\\S]*?</testcase>)`).exec(xml)?.[0] ?? '';
}

const firstOf = (results: Results, verdict: string) =>
  results.requirements.find((requirement) => requirement.verdict === verdict)?.id ?? '';

const hostile = (): SampleRun => poisoned(faulty().results, []);

const samples = { conformant, faulty, hostile };

for (const [name, make] of Object.entries(samples)) {
  test(`the file of a ${name} run is valid`, async () => {
    expect(await faults(renderJUnit(make().results))).toEqual([]);
  });
}

test('the schema refuses what readers refuse', async () => {
  const xml = renderJUnit(faulty().results);
  for (const broken of [
    xml.replace(' tests="', ' test="'),
    xml.replace('<failure ', '<failed ').replace('</failure>', '</failed>'),
    xml.replace(/ classname="[^"]*"/, ''),
    xml.replace('<system-out/>', ''),
    xml.replace(/<skipped [^>]*\/>/, '<skipped/><skipped/>'),
    xml.replace(/timestamp="[^"]*"/, 'timestamp="yesterday"'),
  ]) {
    expect(broken).not.toBe(xml);
    expect(await faults(broken)).not.toEqual([]);
  }
});

test('a failure is a real failure, with what was expected and what came', () => {
  const { results } = faulty();
  const failing = caseOf(renderJUnit(results), firstOf(results, 'fail'));
  expect(failing).toContain('<failure message="fail: 200, 360 bytes');
  expect(failing).toContain('expected: 400 ValidationException');
  expect(failing).toContain('actual: 200, 360 bytes');
  expect(failing).toContain('replay: codeartifact-conformance run');
});

test('only what passed is green', () => {
  const { results } = faulty();
  const xml = renderJUnit(results);
  const cases = results.requirements.map(({ id }) => {
    const element = caseOf(xml, id);
    const [, suite] = /classname="codeartifact-conformance\.([^"]*)"/.exec(element) ?? [];
    return { id, suite, green: element.endsWith('/>') && !element.includes('<skipped') };
  });
  expect(cases).toEqual(
    results.requirements.map(({ id, verdict, profile }) => ({
      id,
      suite: profile,
      green: verdict === 'pass',
    })),
  );
  expect(caseOf(xml, firstOf(results, 'not-testable'))).toContain('<error ');
  expect(caseOf(xml, firstOf(results, 'indeterminate'))).toContain('<error ');
  expect(caseOf(xml, firstOf(results, 'error'))).toContain('<error ');
  expect(caseOf(xml, firstOf(results, 'waived'))).toContain('<skipped message="waived:');
  expect(caseOf(xml, firstOf(results, 'warn'))).toContain('<skipped message="warn:');
  expect(caseOf(xml, firstOf(results, 'not-applicable'))).toContain('<skipped message="not applicable:');
});

test('the counts of each suite are those of its cases', () => {
  const xml = renderJUnit(faulty().results);
  const suites = [...xml.matchAll(/<testsuite ([^>]*)>([\s\S]*?)<\/testsuite>/g)];
  expect(suites.length).toBe(13);
  for (const [, attributes = '', content = ''] of suites) {
    const counted = (pattern: RegExp) => content.match(pattern)?.length ?? 0;
    const said = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(` ${attributes}`)?.[1]);
    expect(said('tests')).toBe(counted(/<testcase /g));
    expect(said('failures')).toBe(counted(/<failure /g));
    expect(said('errors')).toBe(counted(/<error /g));
    expect(said('skipped')).toBe(counted(/<skipped /g));
  }
});

test('what decides a run beside its requirements is in the file too', async () => {
  const xml = renderJUnit(
    sample({ waiverErrors: [`RL-01 ${POISON}`], run: { interrupted: 'SIGINT' } }).results,
  );
  expect(await faults(xml)).toEqual([]);
  expect(caseOf(xml, 'waiver-1')).toContain('<failure ');
  expect(caseOf(xml, 'interrupted')).toContain('<error ');
});

test('characters that XML forbids become visible escapes', () => {
  const { results } = hostile();
  const xml = renderJUnit(results);
  const failing = caseOf(xml, firstOf(results, 'fail'));
  expect(failing).toContain('\\u{0000}');
  expect(failing).toContain('\\u{001b}');
  expect(failing).toContain('&lt;script&gt;');
  expect(failing).toContain(']]&gt;');
});

test('each case took what its exchanges took, and a suite what its cases did', async () => {
  const { results, recorded } = faulty();
  const { times } = selectEvidence(results, recorded);
  const xml = renderJUnit(results, times);
  expect(await faults(xml)).toEqual([]);
  const own = recorded.filter(({ requirement }) => requirement === 'RL-17');
  const seconds = own.reduce((sum, { timing }) => sum + timing.endedAfter, 0) / 1000;
  expect(own.length).toBeGreaterThan(1);
  expect(caseOf(xml, 'RL-17')).toContain(` time="${seconds.toFixed(3)}"`);
  for (const [, attributes = '', content = ''] of xml.matchAll(
    /<testsuite ([^>]*)>([\s\S]*?)<\/testsuite>/g,
  )) {
    const times = [...content.matchAll(/<testcase [^>]* time="([\d.]+)"/g)].map(([, time]) => Number(time));
    const whole = Number(/ time="([\d.]+)"/.exec(attributes)?.[1]);
    expect(whole).toBeCloseTo(
      times.reduce((sum, time) => sum + time, 0),
      2,
    );
  }
});
