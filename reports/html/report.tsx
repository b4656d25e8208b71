import type { Results } from '../../schemas/index.js';
import { tellDiagnosis } from '../diagnosis/index.js';
import type { Evidence } from '../evidence.js';
import { storyOf, targetName } from '../story.js';
import { count, line } from '../text.js';
import { runVerdictWords } from '../words.js';
import { ClientMistakes } from './client-mistakes.js';
import { ClientTable } from './client-table.js';
import { LikelyCauses } from './likely-causes.js';
import { NotAssessedList, Profiles, ToFix, Verdicts } from './overview.js';
import { renderPage } from './page.js';
import { Plots } from './plots.js';
import { type Extent, Requirements } from './requirements.js';
import { sampleEvidence } from './sample.js';

const MEGABYTE = 1_000_000;
const LARGEST = 4.8 * MEGABYTE;

/** From generous to frugal; the first that fits is taken. Verdicts stand in all of them. */
const extents = [
  { budget: 2.6 * MEGABYTE, checks: 40, text: 1200 },
  { budget: 1.2 * MEGABYTE, checks: 12, text: 400 },
  { budget: 0.4 * MEGABYTE, checks: 4, text: 120 },
  { budget: 0, checks: 1, text: 60 },
] as const;

/**
 * `report.html`: one file that loads nothing and runs nothing but its own script.
 * @returns under 5 MB; if there is more evidence than fits, that of broken requirements comes first
 */
export function renderReport(results: Results, evidence: Evidence): string {
  let html = '';
  for (const { budget, checks, text } of extents) {
    const sample = sampleEvidence(results.requirements, evidence, budget);
    html = render(results, { sample, evidence, checks, text, proxied: results.run.proxied === true });
    if (Buffer.byteLength(html) <= LARGEST) break;
  }
  return html;
}

function render(results: Results, extent: Extent): string {
  const story = storyOf(results);
  const diagnosis = tellDiagnosis(results);
  return renderPage({
    title: `${runVerdictWords[results.verdict]}: ${line(targetName(results), 80)}`,
    kicker: 'Conformance report',
    children: (
      <main>
        <Verdicts results={results} story={story} />
        <LikelyCauses diagnosis={diagnosis} />
        <ToFix requirements={story.toFix} />
        <ClientMistakes client={results.client} />
        <Profiles results={results} />
        <ClientTable results={results} evidence={extent.evidence} />
        <NotAssessedList groups={story.notAssessed} />
        <Plots results={results} />
        <Requirements results={results} extent={extent} />
        <footer>
          <p>
            {results.suite.name} {line(results.suite.version, 40)}. The verdict follows from exchanges.ndjson
            beside this file: <code>codeartifact-conformance verify</code> judges it again.
            {extent.evidence.unreadable > 0 &&
              ` ${count(extent.evidence.unreadable, 'line')} of it could not be read.`}
          </p>
        </footer>
      </main>
    ),
  });
}
