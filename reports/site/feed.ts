import { create } from 'xmlbuilder2';
import { visible } from '../../judge/index.js';
import { changeWords } from '../change-words.js';
import { count, listed } from '../text.js';
import { type ChangedVerdicts, changedVerdicts } from './changes.js';
import { addresses, type Site } from './site.js';

/** Entries at most, the latest first. */
const LONGEST = 100;
/** The date of a feed about nothing: a feed must have one. */
const NEVER = '1970-01-01T00:00:00Z';

/**
 * `feed.xml`: an Atom feed (RFC 4287) with an entry for each version that changed a verdict. Links are relative to the
 * feed if the site does not know its own address.
 */
export function renderFeed(site: Site): string {
  const changes = changedVerdicts(site).slice(0, LONGEST);
  const dates = site.products.flatMap(({ runs }) => runs.map(({ startedAt }) => startedAt)).sort();
  const feed = create({ version: '1.0', encoding: 'UTF-8' }).ele('feed', {
    xmlns: 'http://www.w3.org/2005/Atom',
  });
  const root = site.address ?? '';
  feed.ele('title').txt('GetPackageVersionAsset: changed verdicts');
  feed.ele('id').txt('urn:codeartifact-conformance:feed');
  feed.ele('updated').txt(dates.at(-1) ?? NEVER);
  feed.ele('author').ele('name').txt(site.suite.name);
  feed.ele('link', { rel: 'self', href: root + addresses.feed });
  feed.ele('link', { rel: 'alternate', type: 'text/html', href: root + addresses.standings });
  for (const step of changes) {
    const { product, before, after } = step;
    const entry = feed.ele('entry');
    entry.ele('title').txt(visible(`${product.name} ${after.version}: ${summary(step)}`));
    entry
      .ele('id')
      .txt(`urn:codeartifact-conformance:feed:${product.slug}:${encodeURIComponent(after.startedAt)}`);
    entry.ele('updated').txt(after.startedAt);
    entry.ele('link', { href: root + addresses.implementation(product) });
    entry.ele('content', { type: 'text' }).txt(visible(`Compared with ${before.version}. ${details(step)}`));
  }
  return `${feed.end({ prettyPrint: true })}\n`;
}

const kinds = ({ changes }: ChangedVerdicts) =>
  changeWords.flatMap(([kind, title]) => {
    const ids = changes.filter((change) => change.kind === kind).map(({ id }) => id);
    return ids.length > 0 ? [{ title: title.toLowerCase(), ids }] : [];
  });

const summary = (step: ChangedVerdicts): string =>
  kinds(step)
    .map(({ title, ids }) => `${ids.length} ${title}`)
    .join(', ');

const details = (step: ChangedVerdicts): string =>
  kinds(step)
    .map(({ title, ids }) => `${count(ids.length, 'requirement')} ${title}: ${listed(ids)}.`)
    .join(' ');
