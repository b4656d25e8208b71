import {
  chapters,
  isRequirementId,
  type PageSection,
  type Requirement,
  referencePage,
} from '../../../schemas/index.js';
import { wording } from '../../catalogue.js';
import { Foreign, Statement } from '../../html/foreign.js';
import { Verdict } from '../../html/icons.js';
import { ScrollRegion } from '../../html/scroll-region.js';
import { decisiveCheck, decisiveLine } from '../../story.js';
import { count } from '../../text.js';
import { verdictWords } from '../../words.js';
import { type AssessmentOf, assessmentById } from '../assessment.js';
import { outcomeOf } from '../outcome.js';
import type { Product } from '../product.js';
import { addresses, type Site } from '../site.js';
import { renderSitePage } from './frame.js';
import { OutcomeBar } from './outcome-bar.js';

const ROOT = '../';

/** The requirements before and after, in the order of the catalogue. */
interface Adjacent {
  readonly before?: Requirement;
  readonly after?: Requirement;
}

/** `requirements/<ID>.html`: what is required, where that is written, how it is checked, and who meets it. */
export function renderRequirement(site: Site, requirement: Requirement, adjacent: Adjacent): string {
  const { id, level, profile, chapter } = requirement;
  const { statement, source, section, url, excluded } = wording(id);
  const assessment = assessmentById(site.assessment)(id);
  return renderSitePage({
    site,
    title: `${id}: ${statement.replaceAll('`', '')}`,
    kicker: 'Requirement',
    root: ROOT,
    current: 'requirements',
    children: (
      <>
        <header class="requirement-head">
          <p class="breadcrumb">
            <a href={`${ROOT}${addresses.requirements}#chapter-${chapter}`}>{titleOf(chapter)}</a>
          </p>
          <h1>
            <span class="rid">{id}</span>
            <Statement text={statement} />
          </h1>
          <p class="tags">
            <span class="tag">{level}</span> <span class="tag">{profile}</span>
          </p>
        </header>
        {site.products.length > 0 && excluded === undefined && <WhoMeets site={site} id={id} />}
        <section id="source">
          <h2>Where it is written</h2>
          <p>
            {url ? (
              <a href={url} rel="noreferrer">
                {source}
              </a>
            ) : (
              source
            )}
            {section !== '' && `, ${section}`}
          </p>
          <PageStatements id={id} />
        </section>
        <section id="checks">
          <h2>How it is checked</h2>
          {excluded ? <p>Not enforced: {excluded}</p> : <Checks assessment={assessment} />}
        </section>
        <section id="defects">
          <h2>What proves the check</h2>
          <Defects assessment={assessment} level={level} />
        </section>
        <nav class="adjacent" aria-label="Other requirements">
          {adjacent.before && (
            <a href={`${adjacent.before.id}.html`} rel="prev">
              ← {adjacent.before.id}
            </a>
          )}
          {adjacent.after && (
            <a href={`${adjacent.after.id}.html`} rel="next">
              {adjacent.after.id} →
            </a>
          )}
        </nav>
      </>
    ),
  });
}

const titleOf = (chapter: Requirement['chapter']): string =>
  chapters.find(({ id }) => id === chapter)?.title ?? chapter;

/** What the reference page says about it, statement by statement. */
function PageStatements({ id }: { id: string }) {
  const own = referencePage.flatMap((section) => saidIn(section, id));
  if (own.length === 0) return null;
  return (
    <ul class="plain">
      {own.map(({ title, says }) => (
        <li>
          <span class="aside">{title}:</span> {says}
        </li>
      ))}
    </ul>
  );
}

const saidIn = ({ title, statements }: PageSection, id: string) =>
  statements.flatMap((statement) =>
    'coveredBy' in statement && statement.coveredBy.some((each) => each === id)
      ? [{ title, says: statement.says }]
      : [],
  );

function Checks({ assessment: { checks, everyResponse } }: { assessment: AssessmentOf }) {
  return (
    <ul class="plain">
      {everyResponse && (
        <li>
          <b>Every response of a run</b> is checked against it, whatever was requested.
        </li>
      )}
      {checks.map(({ title, generated }) => (
        <li>
          {title} {generated && <span class="tag">generated cases</span>}
        </li>
      ))}
    </ul>
  );
}

function Defects({ assessment: { defects }, level }: { assessment: AssessmentOf; level: string }) {
  if (defects.length === 0) {
    return (
      <p class="aside">
        {level === 'MAY'
          ? 'A MAY is observed and not judged: nothing can break it, so no defect is seeded.'
          : 'No defect is seeded for it.'}
      </p>
    );
  }
  return (
    <>
      <p class="aside">
        {count(defects.length, 'defect')} of the reference target, seeded one at a time, must turn it red. Try
        one with <code>codeartifact-conformance serve --fault {defects[0]?.id}</code>.
      </p>
      <ul class="plain defects">
        {defects.map(({ id, summary }) => (
          <li>
            <a href={`${ROOT}${addresses.defects}#${id}`}>
              <code>{id}</code>
            </a>{' '}
            <span>{summary}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function WhoMeets({ site, id }: { site: Site; id: string }) {
  const rivals = site.products.filter(({ baseline }) => !baseline);
  const ordered = [...site.products].sort((a, b) => weight(a, id) - weight(b, id));
  return (
    <section id="who">
      <h2>Who meets it</h2>
      <p>
        <OutcomeBar outcome={outcomeOf(id, rivals)} />
      </p>
      <ScrollRegion label="Verdicts by implementation">
        <table class="profiles who">
          <thead>
            <tr>
              <th scope="col">Implementation</th>
              <th scope="col">Verdict</th>
              <th scope="col">What it did</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((product) => (
              <Who product={product} id={id} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

/** Broken first, then what holds, then what nothing is said about; the baseline last. */
function weight({ latest, baseline }: Product, id: string): number {
  const verdict = latest.find(id)?.verdict;
  return baseline ? 100 : verdict ? verdictWords[verdict].worst : 50;
}

function Who({ product, id }: { product: Product; id: string }) {
  const { latest, name, baseline } = product;
  const found = latest.find(id);
  const expected = found && found.verdict !== 'pass' ? decisiveCheck(found)?.expected : undefined;
  return (
    <tr>
      <th scope="row">
        <a href={`${ROOT}${addresses.implementation(product)}${isRequirementId(id) ? `#${id}` : ''}`}>
          <Foreign text={name} limit={80} />
        </a>{' '}
        <span class="aside">
          <Foreign text={latest.version} limit={40} />
          {baseline && ', baseline'}
        </span>
      </th>
      <td>{found ? <Verdict verdict={found.verdict} /> : <span class="aside">not in its results</span>}</td>
      <td>
        {found && found.verdict !== 'pass' && (
          <>
            {expected && (
              <span class="aside">
                expected <Foreign text={expected} limit={160} />, got{' '}
              </span>
            )}
            <Foreign text={decisiveLine(found, 200)} limit={200} />
          </>
        )}
      </td>
    </tr>
  );
}
