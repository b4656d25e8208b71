import { type PageStatement, referencePage } from '../../../schemas/index.js';
import { referenceAddress } from '../../catalogue.js';
import { count } from '../../text.js';
import type { Site } from '../site.js';
import { Choice, Finder } from './finder.js';
import { renderSitePage } from './frame.js';
import { RequirementLink } from './requirement-link.js';

const ROOT = './';

/** `reference-page.html`: each statement of the reference page, with the requirements that cover it or the reason for none. */
export function renderReferencePage(site: Site): string {
  const statements = referencePage.flatMap((section) => section.statements);
  const covered = statements.filter((statement) => 'coveredBy' in statement);
  return renderSitePage({
    site,
    title: 'Coverage of the reference page',
    kicker: 'Reference page',
    root: ROOT,
    current: 'reference',
    children: (
      <>
        <h1 class="site-title">Coverage of the reference page</h1>
        <p class="because">
          {covered.length} of {count(statements.length, 'statement')} of{' '}
          <a href={referenceAddress} rel="noreferrer">
            GetPackageVersionAsset
          </a>{' '}
          are covered by requirements. Each of the others says why it is not.
        </p>
        <Finder
          label="Filter statements"
          noun="statements"
          text={{ name: 'Text', placeholder: 'Parameter, header, error, requirement…' }}
        >
          <Choice
            name="covered"
            label="Coverage"
            options={[
              ['', 'Covered or not'],
              ['yes', 'Covered'],
              ['no', 'Not covered'],
            ]}
          />
        </Finder>
        {referencePage.map(({ title, anchor, statements: own }) => (
          <section class="chapter">
            <h2>
              <a href={referenceAddress + anchor} rel="noreferrer">
                {title}
              </a>
            </h2>
            <ul class="plain">
              {own.map((statement) => (
                <Statement statement={statement} />
              ))}
            </ul>
          </section>
        ))}
        <p class="none-shown" hidden>
          No statement matches these filters.
        </p>
      </>
    ),
  });
}

function Statement({ statement }: { statement: PageStatement }) {
  return (
    <li class="findable" data-covered={'coveredBy' in statement ? 'yes' : 'no'}>
      {statement.says}{' '}
      <span class="aside">
        {'coveredBy' in statement
          ? statement.coveredBy.map((id, index) => (
              <>
                {index > 0 && ', '}
                <RequirementLink id={id} root={ROOT} />
              </>
            ))
          : `Not covered: ${statement.none}`}
      </span>
    </li>
  );
}
