import { visible } from '../../judge/index.js';
import { changeWords } from '../change-words.js';
import { count, listed } from '../text.js';
import { renderXml, type XmlElement } from '../xml.js';
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
  const root = site.address ?? '';
  return renderXml({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      title: 'GetPackageVersionAsset: changed verdicts',
      id: 'urn:codeartifact-conformance:feed',
      updated: dates.at(-1) ?? NEVER,
      author: { name: visible(site.suite.name) },
      link: [
        { '@rel': 'self', '@href': root + addresses.feed },
        { '@rel': 'alternate', '@type': 'text/html', '@href': root + addresses.standings },
      ],
      entry: changes.map((step) => entryElement(step, root)),
    },
  });
}

function entryElement(step: ChangedVerdicts, root: string): XmlElement {
  const { product, before, after } = step;
  return {
    title: visible(`${product.name} ${after.version}: ${summary(step)}`),
    id: `urn:codeartifact-conformance:feed:${product.slug}:${encodeURIComponent(after.startedAt)}`,
    updated: after.startedAt,
    link: { '@href': root + addresses.implementation(product) },
    content: {
      '@type': 'text',
      '#text': visible(`Compared with ${before.version}. ${details(step)}`),
    },
  };
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
