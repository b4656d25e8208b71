import type { ComponentChildren } from 'preact';
import { renderPage } from '../../html/page.js';
import { addresses, type Site } from '../site.js';

interface FrameProps {
  readonly site: Site;
  readonly title: string;
  readonly kicker: string;
  /** From this page to the root of the site: `./` or `../`. */
  readonly root: Root;
  readonly current?: Entry | 'search';
  readonly children: ComponentChildren;
}

/** The pages that the navigation names. */
type Entry = 'standings' | 'requirements' | 'defects' | 'reference';

export type Root = './' | '../';

/** A page of the site: the report's own document, with the site's navigation, search and feed. */
export function renderSitePage(props: FrameProps): string {
  const { title, kicker, root, site, current, children } = props;
  const hasFeed = site.products.length > 0;
  return renderPage({
    title,
    kicker,
    assets: 'site',
    head: (
      <>
        {/* Without it a browser asks the host for one. */}
        <link rel="icon" href="data:," />
        {hasFeed && (
          <link
            rel="alternate"
            type="application/atom+xml"
            title="Changed verdicts"
            href={root + addresses.feed}
          />
        )}
      </>
    ),
    navigation: <Navigation root={root} current={current} standings={hasFeed} />,
    children: (
      <>
        <main class="site">{children}</main>
        <Foot site={site} root={root} feed={hasFeed} />
      </>
    ),
  });
}

function Navigation(props: { root: Root; current: FrameProps['current']; standings: boolean }) {
  const { root, current, standings } = props;
  const link = (name: Entry, label: string) => (
    <a href={root + addresses[name]} {...(current === name ? { 'aria-current': 'page' as const } : {})}>
      {label}
    </a>
  );
  return (
    <>
      <nav class="site-nav" aria-label="Site">
        {standings && link('standings', 'Standings')}
        {link('requirements', 'Requirements')}
        {link('defects', 'Defects')}
        {link('reference', 'Coverage')}
      </nav>
      <search>
        <form class="site-search needs-script" data-search={root + addresses.search}>
          <label>
            <span class="unseen">Search requirements and implementations</span>
            <input type="search" name="text" placeholder="Search" autocomplete="off" />
          </label>
        </form>
      </search>
    </>
  );
}

function Foot({ site: { suite }, root, feed }: { site: Site; root: Root; feed: boolean }) {
  return (
    <footer>
      <p>
        Written by {suite.name} {suite.version}, counted by its catalogue.{' '}
        {feed && (
          <>
            <a href={root + addresses.index}>Data</a> ·{' '}
            <a href={root + addresses.feed}>Feed of changed verdicts</a>
          </>
        )}
      </p>
    </footer>
  );
}
