import { profiles, type RequirementResult, type Results } from '../../schemas/index.js';
import { wording } from '../catalogue.js';
import { clientMatrix } from '../client-matrix.js';
import { bySameResponse } from '../same-response.js';
import { decisiveCheck, type NotAssessed, type Story, targetName } from '../story.js';
import { count, duration, grouped, instant, listed } from '../text.js';
import { runVerdictWords } from '../words.js';
import { type Fact, FactList, identityFacts, provenanceFacts } from './facts.js';
import { Foreign, Statement } from './foreign.js';
import { Icon, RunVerdictMark, runIcon, Verdict } from './icons.js';
import { ScrollRegion } from './scroll-region.js';

/** The verdict in words, how it came about, and what it is about. */
export function Verdicts({ results, story }: { results: Results; story: Story }) {
  const mark = runIcon[results.verdict];
  return (
    <header class="verdict-head">
      <div>
        <h1>
          <span class="target">
            <Foreign text={targetName(results)} limit={160} />
          </span>
          <span class={`big v-${mark}`}>
            <Icon verdict={mark} /> {runVerdictWords[results.verdict]}
          </span>
        </h1>
        {results.verdict === 'conformant-with-waivers' && (
          <p class="caution">A run with waivers certifies nothing.</p>
        )}
        {results.run.notes?.map((note) => (
          <p class="caution">
            <Foreign text={note} limit={600} />
          </p>
        ))}
        <p class="because">{story.because.join(' ')}</p>
        {results.waiverErrors?.map((error) => (
          <p class="caution">
            <Icon verdict="fail" /> <Foreign text={error} limit={400} />
          </p>
        ))}
        <Contents results={results} story={story} />
      </div>
      <Facts results={results} />
    </header>
  );
}

function Contents({ results, story }: { results: Results; story: Story }) {
  const { toFix, notAssessed } = story;
  const open = notAssessed.reduce((sum, { requirements }) => sum + requirements.length, 0);
  return (
    <nav aria-label="On this page">
      {results.diagnosis && <a href="#likely-causes">Likely causes</a>}
      {toFix.length > 0 && <a href="#to-fix">What to fix ({toFix.length})</a>}
      {results.client && <a href="#client">Client errors ({results.client.mistakes.length})</a>}
      <a href="#profiles">Profiles</a>
      {clientMatrix(results) && <a href="#official-clients">Official clients</a>}
      {open > 0 && <a href="#not-assessed">Not assessed ({open})</a>}
      <a href="#overview">At a glance</a>
      <a href="#requirements">Requirements ({results.requirements.length})</a>
    </nav>
  );
}

function Facts({ results }: { results: Results }) {
  const { target, run } = results;
  const { fixtures } = target;
  const facts: readonly Fact[] = [
    ...identityFacts(results),
    ['Endpoint', target.endpoint],
    [
      'Fixtures',
      fixtures && `${count(fixtures.packageVersions, 'package version')}, ${count(fixtures.assets, 'asset')}`,
    ],
    ['Claimed', run.claimed.length === profiles.length ? 'every profile' : listed(run.claimed)],
    [
      'Run',
      `${instant(run.startedAt)}, ${duration(run.durationMs)}${run.certify ? ', for certification' : run.proxied ? ', seen by the proxy' : ''}`,
    ],
    ['Exchanges', grouped(run.exchanges)],
    ['Seed', run.proxied ? undefined : `${run.seed}, ${count(run.cases, 'case')} for each property`],
    ...provenanceFacts(results),
  ];
  return <FactList facts={facts} />;
}

/** Each profile's verdict, and which are not claimed. */
export function Profiles({ results }: { results: Results }) {
  const unclaimed = profiles.filter((name) => !results.profiles[name]);
  return (
    <section id="profiles">
      <h2>Profiles</h2>
      <ScrollRegion label="Verdicts by profile">
        <table class="profiles">
          <thead>
            <tr>
              <th scope="col">Profile</th>
              <th scope="col">Verdict</th>
              <th scope="col" class="number">
                MUST hold
              </th>
              <th scope="col" class="number">
                broken
              </th>
              <th scope="col" class="number">
                waived
              </th>
              <th scope="col" class="number">
                not testable
              </th>
              <th scope="col" class="number">
                SHOULD hold
              </th>
              <th scope="col" class="number">
                not followed
              </th>
            </tr>
          </thead>
          <tbody>
            {profiles.map((name) => {
              const profile = results.profiles[name];
              if (!profile) return null;
              const { verdict, must, should } = profile;
              return (
                <tr>
                  <th scope="row">{name}</th>
                  <td>
                    <RunVerdictMark verdict={verdict} />
                  </td>
                  <Amount value={must.pass} />
                  <Amount value={must.fail} tone="fail" />
                  <Amount value={must.waived} tone="waived" />
                  <Amount value={must.notTestable} tone="not-testable" />
                  <Amount value={should.pass} />
                  <Amount value={should.warn} tone="warn" />
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      {unclaimed.length > 0 && <p class="aside">Not claimed, so not assessed: {listed(unclaimed)}.</p>}
    </section>
  );
}

function Amount({ value, tone }: { value: number; tone?: string }) {
  const style = value === 0 ? 'zero' : tone ? `v-${tone}` : '';
  return <td class={`number ${style}`}>{value}</td>;
}

/** Broken requirements, each in a line that leads to its evidence. */
export function ToFix({ requirements }: { requirements: readonly RequirementResult[] }) {
  if (requirements.length === 0) return null;
  const broken = requirements.filter(({ verdict }) => verdict === 'fail');
  const advised = requirements.filter(({ verdict }) => verdict !== 'fail');
  return (
    <section id="to-fix" class={broken.length > 0 ? 'to-fix decisive' : 'to-fix'}>
      <h2>What to fix</h2>
      <FixList requirements={broken} />
      {advised.length > 0 && <h3>Recommendations that are not followed</h3>}
      {advised.length > 0 && <p class="aside">They do not decide the verdict.</p>}
      <FixList requirements={advised} />
    </section>
  );
}

function FixList({ requirements }: { requirements: readonly RequirementResult[] }) {
  if (requirements.length === 0) return null;
  return (
    <ol>
      {bySameResponse(requirements).map(({ first, others }) => (
        <li>
          <a href={`#${first.id}`}>{first.id}</a>
          <div>
            <p class="fix-statement">
              <Statement text={wording(first.id).statement} />
            </p>
            <FixFacts requirement={first} />
            {others.length > 0 && (
              <p class="fix-facts also">
                The same response breaks {count(others.length, 'more requirement')}:{' '}
                <Ids requirements={others} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function FixFacts({ requirement }: { requirement: RequirementResult }) {
  const check = decisiveCheck(requirement);
  const cases = requirement.checks.filter(({ verdict }) => verdict === requirement.verdict).length;
  return (
    <p class="fix-facts">
      <Verdict verdict={requirement.verdict} />{' '}
      {check?.expected && (
        <>
          expected{' '}
          <b>
            <Foreign text={check.expected} limit={160} />
          </b>
          , got{' '}
        </>
      )}
      <b>
        <Foreign text={check?.actual ?? check?.reason ?? 'no detail'} limit={200} />
      </b>
      {check?.stability && check.stability !== 'deterministic' && (
        <>
          , <Foreign text={check.stability} limit={60} />
        </>
      )}
      {requirement.checks.length > 1 && `, in ${cases} of ${count(requirement.checks.length, 'check')}`}
    </p>
  );
}

/** Requirements that nothing can be said about, by reason. */
export function NotAssessedList({ groups }: { groups: readonly NotAssessed[] }) {
  if (groups.length === 0) return null;
  return (
    <section id="not-assessed">
      <h2>Not assessed</h2>
      <p class="aside">Not passed, and not failed either: nothing is said about these.</p>
      <ul class="reasons">
        {groups.map(({ verdict, reason, claimed, requirements }) => (
          <li>
            <Verdict verdict={verdict} />
            {claimed ? (
              <div>
                <p>
                  {reason} <span class="aside">({count(requirements.length, 'requirement')})</span>
                </p>
                <p>
                  <Ids requirements={requirements} />
                </p>
              </div>
            ) : (
              <details>
                <summary>
                  {reason} <span class="aside">({count(requirements.length, 'requirement')})</span>
                </summary>
                <p>
                  <Ids requirements={requirements} />
                </p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ids({ requirements }: { requirements: readonly RequirementResult[] }) {
  return (
    <span class="ids">
      {requirements.map(({ id }) => (
        <>
          <a href={`#${id}`}>{id}</a>{' '}
        </>
      ))}
    </span>
  );
}
