import { clip } from '../../judge/index.js';
import {
  type CheckResult,
  isRequirementId,
  type RequirementResult,
  type RequirementVerdict,
  type Results,
} from '../../schemas/index.js';
import { byChapter, wording } from '../catalogue.js';
import { difference } from '../difference.js';
import { type Evidence, needsAttention } from '../evidence.js';
import { countVerdicts } from '../story.js';
import { count, grouped } from '../text.js';
import { verdictOrder, verdictWords } from '../words.js';
import { Command } from './command.js';
import { Foreign, Marked, Statement } from './foreign.js';
import { Icon, Verdict } from './icons.js';
import type { ShownEvidence } from './sample.js';
import { ControlLine, Wire } from './wire.js';

/** How much of the results one page shows. */
export interface Extent {
  readonly sample: ShownEvidence;
  readonly evidence: Evidence;
  /** Checks of one requirement that are shown with all they have; the others are named with their verdict. */
  readonly checks: number;
  /** Characters of one `expected`, `actual` or `reason`. */
  readonly text: number;
  /** The exchanges are those of a client: what failed was not tried again. */
  readonly proxied: boolean;
  /** Leaves out what only somebody who fixes a check asks for, of checks that need no fixing. */
  readonly brief?: boolean;
  /** Address of the page about a requirement, if there are such pages. */
  readonly page?: (id: string) => string;
}

const failed: ReadonlySet<RequirementVerdict> = new Set(['fail', 'warn', 'waived']);

/** Broken requirements that stand open when the page opens; beyond these a reader chooses. */
const OPEN = 6;

/** Every requirement by chapter, with the filters above. */
export function Requirements(props: { results: Results; extent: Extent; opened?: number }) {
  const { results, extent, opened = OPEN } = props;
  const open = new Set(
    results.requirements
      .filter(({ verdict }) => verdict === 'fail')
      .slice(0, opened)
      .map(({ id }) => id),
  );
  return (
    <section id="requirements" class="requirements">
      <h2>Requirements</h2>
      <Filters results={results} />
      {byChapter(results.requirements).map((chapter) => (
        <section class="chapter" id={`chapter-${chapter.id}`}>
          <h3>{chapter.title}</h3>
          {chapter.requirements.map((requirement) => (
            <Requirement requirement={requirement} extent={extent} open={open.has(requirement.id)} />
          ))}
        </section>
      ))}
      <p class="none-shown" hidden>
        No requirement matches these filters.
      </p>
    </section>
  );
}

function Filters({ results: { requirements } }: { results: Results }) {
  const counts = countVerdicts(requirements);
  const distinct = (values: readonly string[]) => [...new Set(values)];
  return (
    <form class="filters needs-script" aria-label="Filter requirements">
      <fieldset>
        <legend class="unseen">Verdict</legend>
        {verdictOrder
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => (
            <label class="chip" title={verdictWords[verdict].meaning}>
              <input type="checkbox" name="verdict" value={verdict} />
              <Icon verdict={verdict} /> {verdictWords[verdict].label} <b>{counts[verdict]}</b>
            </label>
          ))}
      </fieldset>
      <div class="filter-row">
        <label class="search">
          <span class="unseen">Text</span>
          <input type="search" name="text" placeholder="Text, id, header, error type…" autocomplete="off" />
        </label>
        <Choice name="level" any="Any level" values={distinct(requirements.map(({ level }) => level))} />
        <Choice
          name="profile"
          any="Any profile"
          values={distinct(requirements.map(({ profile }) => profile))}
        />
        <button type="reset">Clear</button>
        <span class="spread" />
        <button type="button" class="open-all">
          Open all
        </button>
        <button type="button" class="close-all">
          Close all
        </button>
      </div>
      <p class="shown" role="status" />
    </form>
  );
}

function Choice({ name, any, values }: { name: string; any: string; values: readonly string[] }) {
  return (
    <select name={name} aria-label={name}>
      <option value="">{any}</option>
      {values.map((value) => (
        <option value={value}>{value}</option>
      ))}
    </select>
  );
}

function Requirement(props: { requirement: RequirementResult; extent: Extent; open: boolean }) {
  const { requirement, extent, open } = props;
  const { id, level, profile, verdict, checks, waiver } = requirement;
  const { statement, source, section, url, excluded } = wording(id);
  return (
    <article class="requirement" id={id} data-verdict={verdict} data-level={level} data-profile={profile}>
      <a class="rid" href={`#${id}`} title={`Permanent link to ${id}`}>
        {id}
      </a>
      <details open={open}>
        <summary>
          <h4>
            <Statement text={statement} />
          </h4>
          <span class="tags">
            <Verdict verdict={verdict} /> <span class="tag">{level}</span> <span class="tag">{profile}</span>
          </span>
          <span class="cited">
            {source}
            {section !== '' && ` · ${section}`}
          </span>
        </summary>
        {extent.page && isRequirementId(id) && (
          <p class="source">
            <a href={extent.page(id)}>{id}: how it is checked, and who else meets it</a>
          </p>
        )}
        {url && (
          <p class="source">
            <a href={url} rel="noreferrer">
              Open the source: {source}
            </a>
          </p>
        )}
        {waiver && (
          <p class="waiver">
            Waived until <Foreign text={waiver.expires} limit={40} /> by{' '}
            <Foreign text={waiver.owner} limit={200} />: <Foreign text={waiver.reason} limit={1000} />
            {waiver.checks && (
              <>
                {' '}
                [checks: <Foreign text={waiver.checks.join('; ')} limit={1000} />]
              </>
            )}
            {waiver.issue && (
              <>
                {' '}
                (<Foreign text={waiver.issue} limit={400} />)
              </>
            )}
          </p>
        )}
        {checks.length === 0 && (
          <p class="none">
            {excluded ?? `No check of this requirement ran: ${verdictWords[verdict].meaning}.`}
          </p>
        )}
        <Checks checks={checks} extent={extent} />
      </details>
    </article>
  );
}

function Checks({ checks, extent }: { checks: readonly CheckResult[]; extent: Extent }) {
  const ordered = [...checks.filter(needsAttention), ...checks.filter((check) => !needsAttention(check))];
  const overflow = ordered.slice(extent.checks);
  return (
    <>
      {ordered.slice(0, extent.checks).map((check, index) => (
        <Check
          check={check}
          extent={extent}
          open={index === 0 && (needsAttention(check) || ordered.length === 1)}
        />
      ))}
      {overflow.length > 0 && (
        <details class="more-checks">
          <summary>{count(overflow.length, 'more check')}, by verdict only</summary>
          <ul>
            {overflow.map(({ title, verdict }) => (
              <li>
                <Verdict verdict={verdict} /> <Foreign text={title} limit={120} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Check({ check, extent, open }: { check: CheckResult; extent: Extent; open: boolean }) {
  const { title, verdict, judged, stability, reason, expected, actual, counterexample, curl, replay } = check;
  const shown = extent.sample(check);
  const control = needsAttention(check) ? extent.evidence.control(check.id) : undefined;
  return (
    <details class={needsAttention(check) ? 'check broken' : 'check'} open={open}>
      <summary>
        <Icon verdict={verdict} />
        <span class="check-title">
          <span class="unseen">{verdictWords[verdict].label}: </span>
          <Foreign text={title} limit={240} />
        </span>
        <span class="check-facts">
          {stability && (
            <span class="tag">
              <Foreign text={stability} limit={60} />
            </span>
          )}
          {extent.proxied && failed.has(verdict) && <span class="tag">not repeated</span>}{' '}
          {judged > 0 && `${count(judged, 'exchange')} judged`}
        </span>
      </summary>
      {reason && (
        <p class="said reason">
          <Foreign text={reason} limit={extent.text} />
        </p>
      )}
      <Sides expected={expected} actual={actual} limit={extent.text} differs={needsAttention(check)} />
      {counterexample && (
        <p class="said counterexample">
          Smallest failing case (seed {counterexample.seed}, path{' '}
          <Foreign text={counterexample.path} limit={80} />
          ): <code class="breakable">{<Foreign text={counterexample.value} limit={extent.text} />}</code>
        </p>
      )}
      {control && <ControlLine exchange={control} />}
      {shown.slice(0, 1).map((exchange) => (
        <Wire
          exchange={exchange}
          marked={needsAttention(check) && exchange.check === check.id}
          evidence={extent.evidence}
        />
      ))}
      {shown.length > 1 && (
        <details class="more-exchanges">
          <summary>{count(shown.length - 1, 'more exchange')} of this check</summary>
          {shown.slice(1).map((exchange) => (
            <Wire
              exchange={exchange}
              marked={needsAttention(check) && exchange.check === check.id}
              evidence={extent.evidence}
            />
          ))}
        </details>
      )}
      <NotShown check={check} shown={shown.length} />
      {(needsAttention(check) || !extent.brief) && (
        <>
          <Command name="curl" text={curl} />
          <Command name="replay" text={replay} />
        </>
      )}
    </details>
  );
}

/** What there is beyond the evidence on the page, and where. */
function NotShown({ check, shown }: { check: CheckResult; shown: number }) {
  const rest = check.exchanges.length - shown;
  if (rest <= 0 || (!needsAttention(check) && shown > 0)) return null;
  const ids = check.exchanges.slice(shown, shown + 5);
  return (
    <p class="not-shown">
      {grouped(rest)} {shown > 0 ? 'more ' : ''}in exchanges.ndjson:{' '}
      <Foreign text={ids.map((id) => shortId(id, check)).join(', ')} limit={200} />
      {rest > ids.length && ' …'}
    </p>
  );
}

/** Ids of exchanges begin with that of their check, which the reader sees above. */
const shortId = (id: string, check: CheckResult): string =>
  id.startsWith(`${check.id}#`) ? id.slice(check.id.length) : id;

interface SidesProps {
  expected: string | undefined;
  actual: string | undefined;
  limit: number;
  differs: boolean;
}

function Sides({ expected, actual, limit, differs }: SidesProps) {
  if (expected === undefined && actual === undefined) return null;
  const left = clip(expected ?? '', limit);
  const right = clip(actual ?? '', limit);
  const marked = differs && expected !== undefined && actual !== undefined;
  const parts = marked ? difference(left.text, right.text) : undefined;
  const side = (name: string, text: string, rest: number, marks: typeof parts, of: 'expected' | 'actual') => (
    <div class={`side ${of}`}>
      <dt>{name}</dt>
      <dd class="said">
        {marks ? <Marked parts={marks[of]} limit={limit} /> : <Foreign text={text} limit={limit} />}
        {rest > 0 && <em class="cut"> … {grouped(rest)} more characters</em>}
      </dd>
    </div>
  );
  return (
    <dl class="sides">
      {expected !== undefined && side('Expected', left.text, left.rest, parts, 'expected')}
      {actual !== undefined && side('Actual', right.text, right.rest, parts, 'actual')}
    </dl>
  );
}
