import { isRequirementId, type RequirementId, requirement, requirements } from '../../../schemas/index.js';
import { byChapter } from '../../catalogue.js';
import { packagedDictionary } from '../../diagnosis/index.js';
import { count } from '../../text.js';
import type { Assessment } from '../assessment.js';
import type { Site } from '../site.js';
import { Choice, Finder } from './finder.js';
import { renderSitePage } from './frame.js';
import { RequirementLink } from './requirement-link.js';

const ROOT = './';

type SeededDefect = Assessment['defects'][number];

/** `defects.html`: every seeded defect, the requirement that must catch it, and what else it breaks. */
export function renderDefects(site: Site): string {
  const { defects } = site.assessment;
  const alsoBroken = alsoBrokenBy();
  const alone = defects.filter(({ id }) => alsoBroken(id).length === 0);
  return renderSitePage({
    site,
    title: 'Seeded defects of the reference target',
    kicker: 'Defects',
    root: ROOT,
    current: 'defects',
    children: (
      <>
        <h1 class="site-title">{count(defects.length, 'seeded defect')}</h1>
        <p class="because">
          Each is caught by the requirement that it breaks, or the suite’s own tests fail; {alone.length} of
          them by nothing else. Try one with <code>codeartifact-conformance serve --fault ID</code>.
        </p>
        <Finder
          label="Filter defects"
          noun="defects"
          text={{ name: 'Text', placeholder: 'Defect, requirement, header, error type…' }}
        >
          <Choice
            name="chapter"
            label="Chapter"
            options={[
              ['', 'Any chapter'],
              ...byChapter(requirements).map(({ id, title }) => [id, title] as const),
            ]}
          />
          <Choice
            name="caught"
            label="Caught by"
            options={[
              ['', 'Caught by any number'],
              ['alone', 'Caught by one requirement only'],
              ['many', 'Caught by several'],
            ]}
          />
        </Finder>
        {byChapter(requirements).map(({ id: chapter, title }) => {
          const own = defects.filter(({ breaks }) => requirement(breaks).chapter === chapter);
          return (
            own.length > 0 && (
              <section class="chapter" id={`chapter-${chapter}`}>
                <h2>{title}</h2>
                <ul class="id-list">
                  {own.map((defect) => (
                    <Item defect={defect} chapter={chapter} others={alsoBroken(defect.id)} />
                  ))}
                </ul>
              </section>
            )
          );
        })}
        <p class="none-shown" hidden>
          No defect matches these filters.
        </p>
      </>
    ),
  });
}

interface ItemProps {
  defect: SeededDefect;
  chapter: string;
  others: readonly RequirementId[];
}

function Item({ defect: { id, breaks, summary }, chapter, others }: ItemProps) {
  return (
    <li class="findable" id={id} data-chapter={chapter} data-caught={others.length === 0 ? 'alone' : 'many'}>
      <RequirementLink id={breaks} root={ROOT} />
      <div>
        <p class="fix-statement">{summary}</p>
        <p class="fix-facts">
          <code>{id}</code>
        </p>
        {others.length > 0 && (
          <details class="also-broken">
            <summary>{count(others.length, 'more requirement')}</summary>
            <p>
              {others.map((other, index) => (
                <>
                  {index > 0 && ', '}
                  <RequirementLink id={other} root={ROOT} />
                </>
              ))}
            </p>
          </details>
        )}
      </div>
    </li>
  );
}

/** By id of a defect: the requirements that fail besides the one that it breaks, as the dictionary of defects knows. */
function alsoBrokenBy(): (defect: string) => readonly RequirementId[] {
  const known = new Map(
    packagedDictionary().defects.map(({ id, requirement: own, failures }) => {
      const ids = new Set([...failures.keys()].map((check) => check.slice(0, check.indexOf('/'))));
      return [id, [...ids].filter(isRequirementId).filter((each) => each !== own)];
    }),
  );
  return (defect) => known.get(defect) ?? [];
}
