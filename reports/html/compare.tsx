import type { ComponentChildren } from 'preact';
import { clip } from '../../judge/index.js';
import type { LikelyCause, RequirementVerdict, Results } from '../../schemas/index.js';
import { wording } from '../catalogue.js';
import { changesByKind, comparisonSentence } from '../change-words.js';
import type { Comparison, VerdictChange } from '../compare.js';
import { caveat, likelihood } from '../diagnosis/index.js';
import { difference } from '../difference.js';
import { targetName } from '../story.js';
import { duration, grouped, instant } from '../text.js';
import { Foreign, Marked, Statement } from './foreign.js';
import { Icon, RunVerdictMark, Verdict } from './icons.js';
import { renderPage } from './page.js';

/** Where the evidence of both sides is, as relative addresses of their reports; nothing links if absent. */
export interface ComparisonLinks {
  readonly before?: string;
  readonly after?: string;
}

/** `compare.html`: what has changed between two runs. */
export function renderComparison(comparison: Comparison, links: ComparisonLinks = {}): string {
  const { regression } = comparison;
  const mark = regression ? 'fail' : 'pass';
  const title = regression ? 'Regression' : 'No regression';
  return renderPage({
    title: `${title}: comparison of two runs`,
    kicker: 'Comparison of two runs',
    children: (
      <main>
        <header class="verdict-head compare-head">
          <div>
            <h1>
              <span class={`big v-${mark}`}>
                <Icon verdict={mark} /> {title}
              </span>
            </h1>
            <p class="because">{comparisonSentence(comparison)}</p>
          </div>
          <Runs comparison={comparison} />
        </header>
        <CauseChanges id="causes-gone" title="Likely causes that are gone" causes={comparison.causes.gone} />
        <CauseChanges id="causes-new" title="New likely causes" causes={comparison.causes.appeared} />
        {changesByKind(comparison).map(({ kind, title, meaning, changes }) => (
          <section id={kind} class={kind === 'newly-failing' ? 'decisive' : ''}>
            <h2>
              {title} <span class="aside">{changes.length}</span>
            </h2>
            <p class="aside">{meaning}</p>
            <ul class="changes">
              {changes.map((change) => (
                <Item change={change} links={links} />
              ))}
            </ul>
          </section>
        ))}
      </main>
    ),
  });
}

function CauseChanges({ id, title, causes }: { id: string; title: string; causes: readonly LikelyCause[] }) {
  if (causes.length === 0) return null;
  return (
    <section id={id}>
      <h2>
        {title} <span class="aside">{causes.length}</span>
      </h2>
      <p class="aside">{caveat}</p>
      <ul class="cause-changes">
        {causes.map(({ cause, confidence, explains }) => (
          <li>
            <p>
              <Foreign text={cause} limit={300} /> <span class="tag">{likelihood(confidence)}</span>
            </p>
            <p class="fix-facts">{explains.join(', ')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Runs({ comparison: { a, b } }: { comparison: Comparison }) {
  const column = (results: Results): readonly ComponentChildren[] => [
    <Foreign text={targetName(results)} limit={120} />,
    <RunVerdictMark verdict={results.verdict} />,
    instant(results.run.startedAt),
    `${grouped(results.run.exchanges)} in ${duration(results.run.durationMs)}`,
    results.run.seed,
    results.suite.version,
  ];
  const [before, after] = [column(a), column(b)];
  return (
    <table class="runs">
      <thead>
        <tr>
          <td />
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {['Target', 'Verdict', 'Started', 'Exchanges', 'Seed', 'Suite'].map((name, index) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{before[index]}</td>
            <td>{after[index]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Item({ change, links }: { change: VerdictChange; links: ComparisonLinks }) {
  const { id, level, profile, before, after, was, is } = change;
  const limit = 600;
  const marks = was !== '' && is !== '' ? difference(clip(was, limit).text, clip(is, limit).text) : undefined;
  const state = is !== '' ? is : was;
  return (
    <li id={id}>
      <a class="rid" href={`#${id}`}>
        {id}
      </a>
      <div>
        <p class="fix-statement">
          <Statement text={wording(id).statement} />
        </p>
        <p>
          <span class="tag">{level}</span> <span class="tag">{profile}</span>
        </p>
        {marks ? (
          <dl class="sides">
            <div class="side expected">
              <dt>
                Before <Evidence id={id} report={links.before} verdict={before} />
              </dt>
              <dd>
                <Marked parts={marks.expected} limit={limit} />
              </dd>
            </div>
            <div class="side actual">
              <dt>
                After <Evidence id={id} report={links.after} verdict={after} />
              </dt>
              <dd>
                <Marked parts={marks.actual} limit={limit} />
              </dd>
            </div>
          </dl>
        ) : (
          <p class="turn">
            <span class="unseen">Before: </span>
            {before ? <Evidence id={id} report={links.before} verdict={before} /> : 'absent'}{' '}
            <span aria-hidden="true">→</span> <span class="unseen">After: </span>
            {after ? <Evidence id={id} report={links.after} verdict={after} /> : 'absent'}
            {state !== '' && (
              <>
                {' '}
                <span class="told">
                  <Foreign text={state} limit={limit} />
                </span>
              </>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

interface EvidenceProps {
  id: string;
  report: string | undefined;
  verdict: RequirementVerdict | undefined;
}

function Evidence({ id, report, verdict }: EvidenceProps) {
  if (!verdict) return null;
  return report ? (
    <a href={`${report}#${id}`}>
      <Verdict verdict={verdict} />
    </a>
  ) : (
    <Verdict verdict={verdict} />
  );
}
