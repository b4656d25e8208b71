import { access } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Results } from '../schemas/index.js';
import { renderBadgeEndpoint } from './badge.js';
import { type Comparison, compare } from './compare.js';
import { renderComparisonMarkdown } from './compare-markdown.js';
import { type Evidence, noEvidence } from './evidence.js';
import { writeAtomically } from './files.js';
import { renderComparison } from './html/compare.js';
import { renderMatrix } from './html/matrix.js';
import { renderReport } from './html/report.js';
import type { KnownRecording } from './known-recording.js';
import { buildMatrix, type Implementation, type Matrix } from './matrix.js';
import { renderMatrixMarkdown } from './matrix-markdown.js';
import { knownEvidence, readEvidence } from './read-evidence.js';
import { isMissing, readResults } from './read-results.js';
import { renderSummary } from './summary.js';

/** Pure writers from `results.json` and the recorded exchanges to what people and tools read. */
export { annotations } from './annotations.js';
export { assembleResults } from './assemble.js';
export { digestFile } from './certificate/digest-file.js';
export { writeCertificate } from './certificate/write-certificate.js';
export { comparisonSentence } from './change-words.js';
export { type ChangeKind, type Comparison, compare, type VerdictChange } from './compare.js';
export { diagnose, tellDiagnosis } from './diagnosis/index.js';
export type { Evidence } from './evidence.js';
export { noEvidence } from './evidence.js';
export { announceOnGitHub } from './github.js';
export { buildMatrix, type Implementation, type Matrix } from './matrix.js';
export { MergeError, mergeShards } from './merge.js';
export { requestText, responseText } from './message-text.js';
export { readEvidence, selectEvidence } from './read-evidence.js';
export { readResults, UnreadableResults } from './read-results.js';
export { summariseRecording } from './recording-summary.js';
export type {
  Assessment,
  SiteImplementation,
  SiteIndex,
  SiteOptions,
  WrittenSite,
} from './site/index.js';
export { appendJobSummary, renderSummary } from './summary.js';
export { type Plan, type Problem, partialByProxy, type Verification, verifyFolder } from './verify/index.js';
export { type ProxiedFacts, writeProxied } from './write-proxied.js';
export { writeResults } from './write-results.js';
export {
  renderBadgeEndpoint,
  renderComparison,
  renderComparisonMarkdown,
  renderMatrix,
  renderMatrixMarkdown,
  renderReport,
};

/** Writes results folders as a static site; see `site/index.ts`, which is loaded for it. */
export const writeSite: typeof import('./site/index.js').writeSite = async (...site) =>
  (await import('./site/index.js')).writeSite(...site);

/**
 * Writes `report.html`, `junit.xml`, `summary.md`, `badge.svg` and `badge.json` into a results folder from its
 * `results.json` and `exchanges.ndjson`.
 * @returns the results that the files were written from
 * @throws if `results.json` cannot be read; a missing `exchanges.ndjson` only leaves the report without evidence
 */
export async function writeReports(dir: string): Promise<Results> {
  const results = await readResults(dir);
  const evidence = await readEvidence(join(dir, 'exchanges.ndjson'), results).catch((error: unknown) => {
    if (isMissing(error)) return noEvidence;
    throw error;
  });
  await writeReportFiles(dir, results, evidence);
  return results;
}

/** Writes the same files at the end of a run, from what is in memory. */
export async function writeReportsOf(
  dir: string,
  results: Results,
  recording: KnownRecording,
): Promise<void> {
  const evidence = await knownEvidence(join(dir, 'exchanges.ndjson'), results, recording);
  await writeReportFiles(dir, results, evidence);
}

async function writeReportFiles(dir: string, results: Results, evidence: Evidence): Promise<void> {
  // Their libraries take as long to load as the command line does, and only this takes them.
  const [{ renderJUnit }, { renderBadge }] = await Promise.all([
    import('./junit.js'),
    import('./badge-image.js'),
  ]);
  const files = {
    'report.html': renderReport(results, evidence),
    'junit.xml': renderJUnit(results, evidence.times),
    'summary.md': renderSummary(results),
    'badge.svg': renderBadge(results),
    'badge.json': renderBadgeEndpoint(results),
  };
  await Promise.all(
    Object.entries(files).map(([name, content]) => writeAtomically(join(dir, name), content)),
  );
}

/**
 * Compares the results folders `a` (before) and `b` (after) and writes `compare.html` and `compare.md` into `out`.
 * @returns the comparison; the exit code is 1 if its `regression` is true, else 0
 * @throws if one of the folders has no readable `results.json`
 */
export async function writeComparison(a: string, b: string, out: string): Promise<Comparison> {
  const comparison = compare(await readResults(a), await readResults(b));
  const links = { ...(await reportLink('before', a, out)), ...(await reportLink('after', b, out)) };
  await writeAtomically(join(out, 'compare.html'), renderComparison(comparison, links));
  await writeAtomically(join(out, 'compare.md'), renderComparisonMarkdown(comparison));
  return comparison;
}

/**
 * Sets the results folders `dirs` side by side, one column each, in `matrix.html` and `matrix.md` in `out`.
 * @throws if one of the folders has no readable `results.json`
 */
export async function writeMatrix(dirs: readonly string[], out: string): Promise<Matrix> {
  const implementations = await Promise.all(
    dirs.map(
      async (dir): Promise<Implementation> => ({
        results: await readResults(dir),
        folder: basename(resolve(dir)),
        ...(await reportLink('report', dir, out)),
      }),
    ),
  );
  const matrix = buildMatrix(implementations);
  await writeAtomically(join(out, 'matrix.html'), renderMatrix(matrix));
  await writeAtomically(join(out, 'matrix.md'), renderMatrixMarkdown(matrix));
  return matrix;
}

/** The address of a folder's report, relative to a page in `out`, so that both can be moved or published together. */
async function reportLink<Name extends string>(
  name: Name,
  dir: string,
  out: string,
): Promise<{ readonly [name in Name]?: string }> {
  const file = join(dir, 'report.html');
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (!there) return {};
  const path = relative(resolve(out), resolve(file)).split(sep).map(encodeURIComponent).join('/');
  // A dot first: a folder's name must not be read as a scheme.
  return { [name]: `./${path}` } as { readonly [name in Name]?: string };
}
