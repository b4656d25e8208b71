import { requirements } from '../../../schemas/index.js';
import { wording } from '../../catalogue.js';
import { Foreign, Statement } from '../../html/foreign.js';
import { RunVerdictMark } from '../../html/icons.js';
import { addresses, type Site } from '../site.js';
import { Choice, Finder } from './finder.js';
import { renderSitePage } from './frame.js';

const ROOT = './';

/** `search.html`: everything that has a page, to be narrowed down by words. It needs no server and no index to load. */
export function renderSearch(site: Site): string {
  return renderSitePage({
    site,
    title: 'Search',
    kicker: 'Search',
    root: ROOT,
    current: 'search',
    children: (
      <>
        <h1 class="site-title">Search</h1>
        <Finder
          label="Search"
          noun="entries"
          text={{ name: 'Words', placeholder: 'Requirement, implementation, header, error type…' }}
        >
          <Choice
            name="kind"
            label="Kind"
            options={[
              ['', 'Everything'],
              ['implementation', 'Implementations'],
              ['requirement', 'Requirements'],
            ]}
          />
        </Finder>
        <ul class="id-list found">
          {site.products.map((product) => (
            <li class="findable" data-kind="implementation">
              <span class="aside">Implementation</span>
              <div>
                <p class="fix-statement">
                  <a href={ROOT + addresses.implementation(product)}>
                    <Foreign text={product.name} limit={80} />
                  </a>{' '}
                  {product.runs.map(({ version }) => (
                    <>
                      <span class="tag">
                        <Foreign text={version} limit={40} />
                      </span>{' '}
                    </>
                  ))}
                </p>
              </div>
              <RunVerdictMark verdict={product.latest.results.verdict} />
            </li>
          ))}
          {requirements.map(({ id, level, profile }) => {
            const { statement } = wording(id);
            return (
              <li class="findable" data-kind="requirement">
                <a class="rid" href={ROOT + addresses.requirement(id)}>
                  {id}
                </a>
                <p class="fix-statement">
                  <Statement text={statement} />
                </p>
                <span class="tags">
                  <span class="tag">{level}</span> <span class="tag">{profile}</span>
                </span>
              </li>
            );
          })}
        </ul>
        <p class="none-shown" hidden>
          Nothing matches.
        </p>
      </>
    ),
  });
}
