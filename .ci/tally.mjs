// Adds up what .ci/run did: names what was skipped with its reason, and prints the closing line.
// Usage: tally.mjs PLAYWRIGHT_JSON... NAME=EXIT_CODE...
import { readFileSync } from 'node:fs';

const words = process.argv.slice(2);
const steps = words.filter((word) => word.includes('='));
const reports = words.filter((word) => !word.includes('='));
let passed = 0;
let failed = 0;
/** Titles of the skipped tests by their reason. */
const skipped = new Map();

function visit(suite, path) {
  for (const spec of suite.specs ?? [])
    for (const test of spec.tests) {
      if (test.status === 'skipped') {
        const title = [...path, suite.title, spec.title].filter(Boolean).join(' › ');
        const reason = test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
        skipped.set(reason, [...(skipped.get(reason) ?? []), title]);
      } else if (test.status === 'expected') passed += 1;
      else failed += 1;
    }
  for (const inner of suite.suites ?? []) visit(inner, [...path, suite.title]);
}

for (const report of reports)
  try {
    for (const suite of JSON.parse(readFileSync(report, 'utf8')).suites) visit(suite, []);
  } catch (error) {
    console.log(`Tests left no report: ${error.message}`);
    failed += 1;
  }
for (const step of steps) {
  const [, name, code] = /^(.*)=(\d+)$/.exec(step) ?? [];
  if (code === '0') passed += 1;
  else {
    failed += 1;
    console.log(`failed: ${name} (exit ${code})`);
  }
}
if (skipped.size > 0) console.log('Skipped:');
for (const [reason, [first, ...more]] of skipped)
  console.log(`  ${first}${more.length > 0 ? ` and ${more.length} more` : ''}: ${reason}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
