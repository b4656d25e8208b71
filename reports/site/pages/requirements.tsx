import type { ComponentChildren } from 'preact';
import { profiles, type Requirement, requirements } from '../../../schemas/index.js';
import { byChapter, wording } from '../../catalogue.js';
import { Statement } from '../../html/foreign.js';
import { count } from '../../text.js';
import { type AssessmentOf, assessmentById } from '../assessment.js';
import { outcomeOf } from '../outcome.js';
import { enforced } from '../product.js';
import { addresses, type Site } from '../site.js';
import { asOptions, Choice, Finder } from './finder.js';
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
        <Filters compared={rivals.length > 0} />
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

function Filters({ compared }: { compared: boolean }) {
  return (
    <Finder
      label="Filter requirements"
      noun="requirements"
      text={{ name: 'Text', placeholder: 'Id, word, check, defect, source…' }}
    >
      <Choice
        name="level"
        label="level"
        options={[['', 'Any level'], ...asOptions(['MUST', 'SHOULD', 'MAY'])]}
      />
      <Choice name="profile" label="profile" options={[['', 'Any profile'], ...asOptions(profiles)]} />
      {compared && (
        <Choice
          name="state"
          label="Outcome"
          options={[
            ['', 'Any outcome'],
            ['broken', 'Broken by somebody'],
            ['held', 'Broken by nobody'],
            ['open', 'Not assessed anywhere'],
          ]}
        />
      )}
    </Finder>
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
