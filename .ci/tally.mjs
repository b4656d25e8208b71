// Adds up what .ci/run did: names each skipped test with its reason, and prints the closing line.
// Usage: tally.mjs PLAYWRIGHT_JSON NAME=EXIT_CODE...
import { readFileSync } from 'node:fs';

const [report, ...steps] = process.argv.slice(2);
let passed = 0;
let failed = 0;
const skipped = [];

function visit(suite, path) {
  for (const spec of suite.specs ?? [])
    for (const test of spec.tests) {
      const title = [...path, suite.title, spec.title].filter(Boolean).join(' › ');
      if (test.status === 'skipped')
        skipped.push(
          `${title}: ${test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'}`,
        );
      else if (test.status === 'expected') passed += 1;
      else failed += 1;
    }
  for (const inner of suite.suites ?? []) visit(inner, [...path, suite.title]);
}

try {
  for (const suite of JSON.parse(readFileSync(report, 'utf8')).suites) visit(suite, []);
} catch (error) {
  console.log(`The tests left no report: ${error.message}`);
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
if (skipped.length > 0) console.log(`Skipped:\n${skipped.map((each) => `  ${each}`).join('\n')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
