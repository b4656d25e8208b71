import { type Profile, profiles } from '../../../schemas/index.js';
import { wording } from '../../catalogue.js';
import { Foreign, Statement } from '../../html/foreign.js';
import { Icon, RunVerdictMark } from '../../html/icons.js';
import { ScrollRegion } from '../../html/scroll-region.js';
import { count, instant, listed } from '../../text.js';
import { runVerdictWords } from '../../words.js';
import { changedVerdicts } from '../changes.js';
import { outcomeOf } from '../outcome.js';
import { enforced, type Product } from '../product.js';
import { addresses, type Site } from '../site.js';
import { ChangeList } from './changes.js';
import { assessedWords, brokenWords, Share, toneOf } from './figures.js';
import { asOptions, Choice, Finder } from './finder.js';
import { renderSitePage } from './frame.js';
import { OutcomeBar } from './outcome-bar.js';

const ROOT = './';
/** Requirements that are listed as the most often broken, and changes that are listed as the latest. */
const LISTED = 8;

/** `index.html`: implementations × profiles. */
export function renderStandings(site: Site): string {
  const { products, suite } = site;
  const rivals = products.filter(({ baseline }) => !baseline);
  // What only the baseline claims tells nobody apart.
  const compared = rivals.length > 0 ? rivals : products;
  const claimed = profiles.filter((name) => compared.some(({ latest }) => latest.profiles.has(name)));
  const unclaimed = profiles.filter((name) => !claimed.includes(name));
  const changes = changedVerdicts(site).slice(0, LISTED);
  return renderSitePage({
    site,
    title: 'Standings: who serves GetPackageVersionAsset as documented',
    kicker: 'Standings',
    root: ROOT,
    current: 'standings',
    children: (
      <>
        <h1 class="site-title">Who serves GetPackageVersionAsset as documented</h1>
        <p class="because">
          {count(rivals.length, 'implementation')}, run against {count(enforced.length, 'requirement')} taken
          from AWS’s documentation. Every verdict rests on recorded responses and can be replayed.
        </p>
        <Filters claimed={claimed} products={rivals} />
        <Table site={site} products={products} claimed={claimed} />
        {unclaimed.length > 0 && (
          <p class="aside unclaimed-profiles">Claimed by nobody: {listed(unclaimed)}.</p>
        )}
        <p class="none-shown" hidden>
          No implementation matches these filters.
        </p>
        <Reading version={suite.version} />
        <MostBroken products={rivals} />
        {changes.length > 0 && (
          <section id="changes">
            <h2>Latest changes</h2>
            <ChangeList changes={changes} root={ROOT} />
            <p class="aside">
              <a href={ROOT + addresses.feed}>All changes as an Atom feed</a>
            </p>
          </section>
        )}
      </>
    ),
  });
}

function Filters({ claimed, products }: { claimed: readonly Profile[]; products: readonly Product[] }) {
  const verdicts = (
    ['conformant', 'conformant-with-waivers', 'not-conformant', 'incomplete'] as const
  ).filter((verdict) => products.some(({ latest }) => latest.results.verdict === verdict));
  return (
    <Finder
      label="Filter implementations"
      noun="implementations"
      text={{ name: 'Name', placeholder: 'Name, vendor, version…' }}
    >
      <Choice name="profile" label="Rank by" visible options={asOptions(claimed)} />
      <Choice
        name="verdict"
        label="Verdict"
        visible
        options={[
          ['', 'any'],
          ...verdicts.map((verdict) => [verdict, runVerdictWords[verdict].toLowerCase()] as const),
        ]}
      />
    </Finder>
  );
}

interface TableProps {
  site: Site;
  products: readonly Product[];
  claimed: readonly Profile[];
}

function Table({ site, products, claimed }: TableProps) {
  const rivals = products.filter(({ baseline }) => !baseline);
  const baselines = products.filter(({ baseline }) => baseline);
  const row = (product: Product) => <Row site={site} product={product} claimed={claimed} />;
  return (
    <ScrollRegion label="Standings by profile" class="standings-scroll">
      <table class="standings">
        <thead>
          <tr>
            <th scope="col" class="number">
              <span class="rank-by">core</span> rank
            </th>
            <th scope="col">Implementation</th>
            <th scope="col">All MUSTs</th>
            {claimed.map((name) => (
              <th scope="col" data-column={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="ranked">{rivals.map(row)}</tbody>
        {baselines.length > 0 && (
          <tbody>
            <tr class="divider">
              <th scope="rowgroup" colSpan={claimed.length + 3}>
                <span>Baseline, without a rank</span>
              </th>
            </tr>
            {baselines.map(row)}
          </tbody>
        )}
      </table>
    </ScrollRegion>
  );
}

function Row({ site, product, claimed }: { site: Site; product: Product; claimed: readonly Profile[] }) {
  const { latest, name, baseline } = product;
  const { results, version, startedAt, figures } = latest;
  const page = ROOT + addresses.implementation(product);
  const ranks = Object.fromEntries(
    claimed.flatMap((profile) => {
      const rank = site.rank(product, profile);
      return rank === undefined ? [] : [[`data-rank-${profile}`, rank]];
    }),
  );
  return (
    <tr class={baseline ? 'entry' : 'entry findable'} data-verdict={results.verdict} {...ranks}>
      <td class="number rank">{site.rank(product, 'core') ?? <span class="aside">–</span>}</td>
      <th scope="row" class="entrant">
        <a href={page}>
          <Foreign text={name} limit={80} />
        </a>{' '}
        <span class="entrant-version">
          <Foreign text={version} limit={40} />
        </span>
        <span class="entrant-facts">
          <RunVerdictMark verdict={results.verdict} />{' '}
          <span>
            {instant(startedAt).slice(0, 10)}, suite <Foreign text={results.suite.version} limit={20} />
          </span>
        </span>
      </th>
      <td class="both-figures" data-label="All MUSTs">
        <b class={figures.broken > 0 ? 'v-fail' : ''}>{brokenWords(figures)}</b>
        <span>{assessedWords(figures)}</span>
        <Share part={figures.assessed} whole={figures.total} tone="accent" />
      </td>
      {claimed.map((profile) => (
        <ProfileCell product={product} profile={profile} page={page} />
      ))}
    </tr>
  );
}

function ProfileCell({ product, profile, page }: { product: Product; profile: Profile; page: string }) {
  const figures = product.latest.profiles.get(profile);
  if (!figures) {
    return (
      <td class="profile-cell unclaimed" data-label={profile} data-column={profile}>
        <span class="unseen">not claimed</span>
        <span aria-hidden="true">–</span>
      </td>
    );
  }
  const tone = toneOf(figures);
  return (
    <td class="profile-cell" data-label={profile} data-column={profile}>
      <a href={`${page}#profiles`} title={`${profile}: ${brokenWords(figures)}, ${assessedWords(figures)}`}>
        <span class={`verdict v-${tone}`}>
          <Icon verdict={tone} />
          {figures.broken}
          <span class="of">
            <span class="unseen"> broken </span>of {figures.assessed}
          </span>
        </span>
        <span class="assessed">
          {figures.assessed === figures.total ? 'all' : `${figures.assessed}/${figures.total}`} assessed
        </span>
        <Share part={figures.assessed} whole={figures.total} tone="accent" />
      </a>
    </td>
  );
}

function Reading({ version }: { version: string }) {
  return (
    <section id="reading" class="prose">
      <h2>How to read this</h2>
      <p>
        There are always two figures. <b>Broken</b> counts the MUSTs that a run saw broken, of those that it
        could assess. <b>Assessed</b> says how many MUSTs that were, of all there are. A profile is conformant
        if nothing is broken and everything was assessed; few broken of few assessed is not better than many.
      </p>
      <p>
        Ranks are within one profile, where everybody faces the same requirements: more MUSTs shown to hold is
        better, then fewer broken; equals share a rank. The reference target of suite {version} is the
        baseline and has no rank. A profile that an implementation does not claim is a dash, not a failure.
      </p>
    </section>
  );
}

function MostBroken({ products }: { products: readonly Product[] }) {
  const outcomes = enforced
    .filter(({ level }) => level === 'MUST')
    .map(({ id }) => ({ id, outcome: outcomeOf(id, products) }))
    .filter(({ outcome }) => outcome.broken > 0)
    .sort((a, b) => b.outcome.broken - a.outcome.broken)
    .slice(0, LISTED);
  if (outcomes.length === 0) return null;
  return (
    <section id="most-broken">
      <h2>Most often broken</h2>
      <ul class="id-list">
        {outcomes.map(({ id, outcome }) => (
          <li>
            <a class="rid" href={ROOT + addresses.requirement(id)}>
              {id}
            </a>
            <p class="fix-statement">
              <Statement text={wording(id).statement} />
            </p>
            <OutcomeBar outcome={outcome} />
          </li>
        ))}
      </ul>
      <p class="aside">
        <a href={ROOT + addresses.requirements}>All requirements</a>
      </p>
    </section>
  );
}
