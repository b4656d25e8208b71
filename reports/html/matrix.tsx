import { profiles, type RequirementVerdict } from '../../schemas/index.js';
import { wording } from '../catalogue.js';
import type { Column, Matrix, Row } from '../matrix.js';
import { count, instant, listed } from '../text.js';
import { unassessed, verdictOrder, verdictWords } from '../words.js';
import { Foreign, Statement } from './foreign.js';
import { Icon, RunVerdictMark, Verdict } from './icons.js';
import { renderPage } from './page.js';
import { ScrollRegion } from './scroll-region.js';

/** `matrix.html`: implementations × requirements, grouped by chapter. */
export function renderMatrix(matrix: Matrix): string {
  const { columns, chapters } = matrix;
  const rows = chapters.flatMap(({ requirements }) => requirements);
  const differing = rows.filter(({ same }) => !same).length;
  return renderPage({
    title: `${count(columns.length, 'implementation')} of GetPackageVersionAsset side by side`,
    kicker: 'Implementations side by side',
    children: (
      <main class="matrix-page">
        <h1 class="matrix-title">
          {count(columns.length, 'implementation')}, {count(rows.length, 'requirement')}
        </h1>
        <p class="because">
          {differing === 0
            ? 'No verdict differs.'
            : `${count(differing, 'requirement')} ${differing === 1 ? 'sets' : 'set'} them apart.`}{' '}
          A verdict leads to its evidence.
        </p>
        <Legend rows={rows} />
        <label class="only needs-script">
          <input type="checkbox" class="only-differing" /> Only where they differ
        </label>
        <ScrollRegion label="Matrix of verdicts" class="matrix-scroll">
          <table class="matrix">
            <Head columns={columns} />
            <Profiles columns={columns} />
            {chapters.map(({ id, title, requirements }) => (
              <tbody id={`chapter-${id}`}>
                <Group title={title} span={columns.length + 2} />
                {requirements.map((row) => (
                  <RowView row={row} columns={columns} />
                ))}
              </tbody>
            ))}
          </table>
        </ScrollRegion>
      </main>
    ),
  });
}

function Legend({ rows }: { rows: readonly Row[] }) {
  const occurring = new Set(rows.flatMap(({ cells }) => cells));
  return (
    <ul class="legend" aria-label="Verdicts">
      {verdictOrder
        .filter((verdict) => occurring.has(verdict))
        .map((verdict) => (
          <li>
            <Verdict verdict={verdict} /> <span class="aside">{verdictWords[verdict].meaning}</span>
          </li>
        ))}
    </ul>
  );
}

function Head({ columns }: { columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        <th scope="col" class="requirement-column">
          Requirement
        </th>
        <th scope="col">Level</th>
        {columns.map(({ name, implementation, counts }) => {
          const { results, report } = implementation;
          const fact = (verdict: RequirementVerdict) => `${counts[verdict]} ${verdictWords[verdict].label}`;
          return (
            <th scope="col" class="implementation">
              {report ? (
                <a href={report}>
                  <Foreign text={name} limit={80} />
                </a>
              ) : (
                <Foreign text={name} limit={80} />
              )}
              <RunVerdictMark verdict={results.verdict} />
              <span class="aside">
                {verdictOrder
                  .filter((verdict) => counts[verdict] > 0 && (verdict === 'pass' || verdict === 'fail'))
                  .map(fact)
                  .join(', ')}
              </span>
              <span class="aside">
                {results.run.claimed.length > 4
                  ? count(results.run.claimed.length, 'profile')
                  : listed(results.run.claimed)}
              </span>
              <span class="aside">
                {instant(results.run.startedAt)}, suite {results.suite.version}
              </span>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The verdict of each profile that one of the implementations claims. */
function Profiles({ columns }: { columns: readonly Column[] }) {
  const claimed = profiles.filter((name) =>
    columns.some(({ implementation }) => implementation.results.profiles[name]),
  );
  return (
    <tbody id="profiles">
      <Group title="Profiles" span={columns.length + 2} />
      {claimed.map((name) => (
        <tr>
          <th scope="row" class="requirement-column">
            {name}
          </th>
          <td />
          {columns.map(({ implementation: { results } }) => {
            const profile = results.profiles[name];
            return (
              <td class="cell">
                {profile ? (
                  <RunVerdictMark verdict={profile.verdict} />
                ) : (
                  <span class="aside">not claimed</span>
                )}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

function Group({ title, span }: { title: string; span: number }) {
  return (
    <tr class="matrix-chapter">
      <th colSpan={span} scope="rowgroup">
        <span>{title}</span>
      </th>
    </tr>
  );
}

function RowView({ row: { id, level, cells, same }, columns }: { row: Row; columns: readonly Column[] }) {
  return (
    <tr class={same ? 'same' : 'differing'} id={id}>
      <th scope="row" class="requirement-column">
        <a class="rid" href={`#${id}`}>
          {id}
        </a>{' '}
        <span class="row-statement">
          <Statement text={wording(id).statement} />
        </span>
      </th>
      <td>{level}</td>
      {cells.map((verdict, index) => (
        <td class="cell">
          <Cell id={id} verdict={verdict} report={columns[index]?.implementation.report} />
        </td>
      ))}
    </tr>
  );
}

interface CellProps {
  id: string;
  verdict: RequirementVerdict | undefined;
  report: string | undefined;
}

function Cell({ id, verdict, report }: CellProps) {
  if (!verdict) return <span class="aside">absent</span>;
  const mark = (
    <>
      <Icon verdict={verdict} />
      <span class={verdict === 'pass' ? 'unseen' : ''}>{verdictWords[verdict].label}</span>
    </>
  );
  const style = `verdict v-${verdict} ${unassessed.has(verdict) ? 'quiet' : ''}`;
  return report ? (
    <a class={style} href={`${report}#${id}`}>
      {mark}
    </a>
  ) : (
    <span class={style}>{mark}</span>
  );
}
