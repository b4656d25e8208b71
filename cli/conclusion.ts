import { leavesIncomplete } from '../judge/index.js';
import { tellDiagnosis } from '../reports/index.js';
import { profiles, type Results, type RunVerdict, requirement } from '../schemas/index.js';

const inWords: Readonly<Record<RunVerdict, string>> = {
  conformant: 'CONFORMANT',
  'conformant-with-waivers': 'CONFORMANT WITH WAIVERS (not certifiable)',
  'not-conformant': 'NOT CONFORMANT',
  incomplete: 'INCOMPLETE: no verdict',
};
/** Lines of each list before it is cut; the report has them all. */
const maxLines = 20;

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const rest = lines.length > maxLines ? [`  … and ${lines.length - maxLines} more in the report`] : [];
  return [`\n${title}`, ...lines.slice(0, maxLines).map((line) => `  ${line}`), ...rest, ''].join('\n');
}

/** Likely causes at the end of a run; the report has all of them, and says more about each. */
const shownCauses = 3;

/** At most one line for each of a few causes, the most telling first. */
function likelyCauses(results: Results): string {
  const causes = tellDiagnosis(results)?.causes ?? [];
  return causes
    .slice(0, shownCauses)
    .map(({ cause, explains, likelihood }, at) => {
      const rest = causes.length - shownCauses;
      const more = at === shownCauses - 1 && rest > 0 ? `; ${rest} more in the report` : '';
      return `Likely cause: ${cause} (${likelihood}; explains ${explains.length} of the requirements above${more})\n`;
    })
    .join('');
}

/** The end of a run on the command line: failures first, then the profiles, then the verdict and where the report is. */
export function conclusion(results: Results, folder: string): string {
  const failing = results.requirements
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ id, checks }) => {
      const first = checks.find(({ verdict }) => verdict === 'fail');
      return [
        `${id}  ${requirement(id).statement}`,
        `      ${first?.title ?? ''}${first?.stability === undefined ? '' : ` (${first.stability})`}`,
        `      expected ${first?.expected ?? ''}`,
        `      got      ${first?.actual ?? ''}`,
      ].join('\n');
    });
  const warned = results.requirements
    .filter(({ verdict }) => verdict === 'warn')
    .map(({ id }) => `${id}  ${requirement(id).statement}`);
  const open = results.requirements
    .filter(({ level, verdict }) => leavesIncomplete(level, verdict))
    .map(
      ({ id, checks }) =>
        `${id}  ${checks.find(({ reason }) => reason !== undefined)?.reason?.split('\n')[0] ?? 'no check reached a verdict'}`,
    );
  const width = Math.max(...profiles.map((profile) => profile.length));
  const table = profiles.map((profile) => {
    const result = results.profiles[profile];
    if (!result) return `  ${profile.padEnd(width)}  not claimed`;
    const { must, should } = result;
    return `  ${profile.padEnd(width)}  ${result.verdict}: MUST ${must.pass} pass, ${must.fail} fail, ${must.notTestable} not testable; SHOULD ${should.pass} pass, ${should.warn} warn`;
  });
  const earlier = results.requirements.flatMap(({ checks }) =>
    checks.flatMap(({ id, earlier: cases = [] }) =>
      cases.map(({ state, value }) => `${state}: ${id}, ${value}`),
    ),
  );
  const { run } = results;
  return [
    ...(run.notes ?? []).map((note) => `\n${note}\n`),
    list('Failing requirements', failing),
    list('Deviations from recommendations (SHOULD)', warned),
    list('Not assessed', open),
    list('Failures of earlier runs', earlier),
    list('Errors in the waiver file', results.waiverErrors ?? []),
    run.interrupted === undefined ? '' : `\n${run.interrupted}\n`,
    `\nProfiles\n${table.join('\n')}\n`,
    `\n${inWords[results.verdict]}  ${results.target.endpoint}  (${run.exchanges.toLocaleString('en')} exchanges in ${(run.durationMs / 1000).toFixed(1)} s, seed ${run.seed})\n`,
    likelyCauses(results),
    `Report: ${folder}/report.html\n`,
  ].join('');
}
