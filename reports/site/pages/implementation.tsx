import { profiles } from '../../../schemas/index.js';
import { tellDiagnosis } from '../../diagnosis/index.js';
import { noEvidence } from '../../evidence.js';
import { type Fact, FactList, identityFacts, provenanceFacts } from '../../html/facts.js';
import { Foreign } from '../../html/foreign.js';
import { Icon, runIcon } from '../../html/icons.js';
import { LikelyCauses } from '../../html/likely-causes.js';
import { NotAssessedList, Profiles, ToFix } from '../../html/overview.js';
import { type Extent, Requirements } from '../../html/requirements.js';
import { storyOf } from '../../story.js';
import { count, grouped, instant, listed } from '../../text.js';
import { runVerdictWords } from '../../words.js';
import { badgeOf, badgeSvg } from '../badge.js';
import { changesOf } from '../changes.js';
import type { Product } from '../product.js';
import { addresses, type Site } from '../site.js';
import { ChangeList } from './changes.js';
import { Share } from './figures.js';
import { renderSitePage } from './frame.js';
import { HistoryPlot, HistoryTable } from './history-plot.js';

const ROOT = '../';

/** How much of a check stands here; all of it stands in the report of the run. */
const extent: Extent = {
  sample: () => [],
  evidence: noEvidence,
  checks: 2,
  text: 240,
  brief: true,
  proxied: false,
  page: (id) => ROOT + addresses.requirement(id),
};

/** `implementations/<slug>.html`: the latest run of a product in full, and its history. */
export function renderImplementation(site: Site, product: Product): string {
  const { latest, name, runs } = product;
  const { results } = latest;
  const story = storyOf(results);
  return renderSitePage({
    site,
    title: `${name} ${latest.version}: ${runVerdictWords[results.verdict].toLowerCase()}`,
    kicker: 'Implementation',
    root: ROOT,
    children: (
      <>
        <Head site={site} product={product} because={story.because.join(' ')} />
        <LikelyCauses diagnosis={tellDiagnosis(results)} />
        <ToFix requirements={story.toFix} />
        <section id="history">
          <h2>History</h2>
          {runs.length > 1 ? (
            <HistoryPlot runs={runs} />
          ) : (
            <p class="aside">One run so far. A second version makes it a line.</p>
          )}
          <HistoryTable runs={runs} root={ROOT} />
          <ChangeList changes={changesOf(product)} root={ROOT} />
        </section>
        <Profiles results={results} />
        <NotAssessedList groups={story.notAssessed} />
        <Requirements
          results={results}
          extent={{ ...extent, proxied: results.run.proxied === true }}
          opened={0}
        />
      </>
    ),
  });
}

function Head({ site, product, because }: { site: Site; product: Product; because: string }) {
  const { latest, name } = product;
  const { results, version, figures } = latest;
  const mark = runIcon[results.verdict];
  return (
    <header class="verdict-head">
      <div>
        <h1>
          <span class="target">
            <Foreign text={name} limit={80} /> <Foreign text={version} limit={40} />
          </span>
          <span class={`big v-${mark}`}>
            <Icon verdict={mark} /> {runVerdictWords[results.verdict]}
          </span>
        </h1>
        {results.verdict === 'conformant-with-waivers' && (
          <p class="caution">A run with waivers certifies nothing.</p>
        )}
        <p class="because">{because}</p>
        <dl class="two-figures">
          <div>
            <dt>MUSTs broken</dt>
            <dd>
              <b class={figures.broken > 0 ? 'v-fail' : ''}>{grouped(figures.broken)}</b> of{' '}
              {grouped(figures.assessed)}
            </dd>
            <dd>
              <Share part={figures.broken} whole={figures.assessed} tone="fail" />
            </dd>
          </div>
          <div>
            <dt>MUSTs assessed</dt>
            <dd>
              <b>{grouped(figures.assessed)}</b> of {grouped(figures.total)}
            </dd>
            <dd>
              <Share part={figures.assessed} whole={figures.total} tone="accent" />
            </dd>
          </div>
        </dl>
        <nav aria-label="On this page">
          <a href="#history">History</a>
          <a href="#profiles">Profiles</a>
          <a href="#requirements">Requirements ({results.requirements.length})</a>
          {latest.report && <a href={ROOT + latest.report}>Full report</a>}
          <a href={ROOT + addresses.data(product)}>Data</a>
        </nav>
      </div>
      <Facts site={site} product={product} />
    </header>
  );
}

function Facts({ site, product }: { site: Site; product: Product }) {
  const { results } = product.latest;
  const { run } = results;
  const rank = site.rank(product, 'core');
  const badge = badgeOf(product.latest.figures);
  const facts: readonly Fact[] = [
    ...identityFacts(results),
    ['Rank in core', rank === undefined ? (product.baseline ? 'none: the baseline' : 'none') : grouped(rank)],
    ['Claimed', run.claimed.length === profiles.length ? 'every profile' : listed(run.claimed)],
    ['Run', instant(run.startedAt)],
    ['Exchanges', grouped(run.exchanges)],
    ['Seed', `${run.seed}, ${count(run.cases, 'case')} for each property`],
    ...provenanceFacts(results),
  ];
  return (
    <div>
      <FactList facts={facts} />
      <p class="badge-line">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(badgeSvg(badge))}`}
          alt={`${badge.label}: ${badge.message}`}
        />
        <span>
          Badge: <a href={`${ROOT}${addresses.badge(product)}.svg`}>SVG</a>,{' '}
          <a href={`${ROOT}${addresses.badge(product)}.json`}>shields.io endpoint</a>; add <code>-core</code>{' '}
          or another profile to the name for one of that profile.
        </span>
      </p>
    </div>
  );
}
