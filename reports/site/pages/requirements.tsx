import type { ComponentChildren } from 'preact';
import { profiles, type Requirement, requirements } from '../../../schemas/index.js';
import { byChapter, wording } from '../../catalogue.js';
import { Statement } from '../../html/foreign.js';
import { count } from '../../text.js';
import { type AssessmentOf, assessmentById } from '../assessment.js';
import { outcomeOf } from '../outcome.js';
import { enforced } from '../product.js';
import { addresses, type Site } from '../site.js';
import { renderSitePage } from './frame.js';
import { OutcomeBar } from './outcome-bar.js';

const ROOT = './';

/** `requirements.html`: the catalogue by chapter, with filters. */
export function renderRequirements(site: Site): string {
  const { checks, defects } = site.assessment;
  const rivals = site.products.filter(({ baseline }) => !baseline);
  const assessment = assessmentById(site.assessment);
  return renderSitePage({
    site,
    title: 'Requirements of GetPackageVersionAsset',
    kicker: 'Requirements',
    root: ROOT,
    current: 'requirements',
    children: (
      <>
        <h1 class="site-title">{count(requirements.length, 'requirement')}</h1>
        <p class="because">
          {enforced.length} are enforced by {count(checks.length, 'check')}, and{' '}
          {count(defects.length, 'seeded defect')} prove that the checks can fail.
        </p>
        <Finder compared={rivals.length > 0} />
        {byChapter(requirements).map(({ id: chapter, title, requirements: own }) => (
          <section class="chapter" id={`chapter-${chapter}`}>
            <h2>{title}</h2>
            <ul class="id-list">
              {own.map((requirement) => {
                const outcome = rivals.length > 0 ? outcomeOf(requirement.id, rivals) : undefined;
                return (
                  <Item
                    requirement={requirement}
                    assessment={assessment(requirement.id)}
                    state={
                      outcome && (outcome.broken > 0 ? 'broken' : outcome.assessed > 0 ? 'held' : 'open')
                    }
                  >
                    {outcome && !requirement.excluded && <OutcomeBar outcome={outcome} />}
                  </Item>
                );
              })}
            </ul>
          </section>
        ))}
        <p class="none-shown" hidden>
          No requirement matches these filters.
        </p>
      </>
    ),
  });
}

function Finder({ compared }: { compared: boolean }) {
  return (
    <form class="finder needs-script" aria-label="Filter requirements" data-noun="requirements">
      <div class="filter-row">
        <label class="search">
          <span class="unseen">Text</span>
          <input
            type="search"
            name="text"
            placeholder="Id, word, check, defect, source…"
            autocomplete="off"
          />
        </label>
        <Choice name="level" values={['MUST', 'SHOULD', 'MAY']} />
        <Choice name="profile" values={profiles} />
        {compared && (
          <label class="choice">
            <span class="unseen">Outcome</span>
            <select name="state">
              <option value="">Any outcome</option>
              <option value="broken">Broken by somebody</option>
              <option value="held">Broken by nobody</option>
              <option value="open">Not assessed anywhere</option>
            </select>
          </label>
        )}
        <button type="reset">Clear</button>
      </div>
      <p class="shown" role="status" />
    </form>
  );
}

function Choice({ name, values }: { name: string; values: readonly string[] }) {
  return (
    <label class="choice">
      <span class="unseen">{name}</span>
      <select name={name}>
        <option value="">Any {name}</option>
        {values.map((value) => (
          <option value={value}>{value}</option>
        ))}
      </select>
    </label>
  );
}

interface ItemProps {
  requirement: Requirement;
  assessment: AssessmentOf;
  state: string | undefined;
  children: ComponentChildren;
}

function Item({ requirement, assessment, state, children }: ItemProps) {
  const { id, level, profile, excluded } = requirement;
  const { statement, source, section } = wording(id);
  const { checks, everyResponse, defects } = assessment;
  const checked = checks.length + (everyResponse ? 1 : 0);
  return (
    <li
      class="findable"
      data-level={level}
      data-profile={profile}
      {...(state ? { 'data-state': state } : {})}
      data-words={[...checks.map(({ title }) => title), ...defects.map((defect) => defect.id)].join(' ')}
    >
      <a class="rid" href={ROOT + addresses.requirement(id)}>
        {id}
      </a>
      <div>
        <p class="fix-statement">
          <Statement text={statement} />
        </p>
        <p class="fix-facts">
          <span class="tag">{level}</span> <span class="tag">{profile}</span> {source}
          {section !== '' && ` · ${section}`}
          {' · '}
          {excluded ? 'not enforced' : `${count(checked, 'check')}, ${count(defects.length, 'defect')}`}
        </p>
      </div>
      {children}
    </li>
  );
}
