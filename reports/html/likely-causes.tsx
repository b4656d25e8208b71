import { isRequirementId, type LikelyCause, type RequirementId } from '../../schemas/index.js';
import { caveat, likelihood, type ToldCause, type ToldDiagnosis } from '../diagnosis/index.js';
import { count } from '../text.js';
import { Command } from './command.js';
import { Foreign, Statement } from './foreign.js';

/** What is likely to be behind the failures, before the failures themselves. */
export function LikelyCauses({ diagnosis }: { diagnosis: ToldDiagnosis | undefined }) {
  if (!diagnosis) return null;
  const { causes, unexplained } = diagnosis;
  return (
    <section id="likely-causes" class="likely-causes">
      <h2>Likely causes</h2>
      <p class="aside">{caveat}</p>
      <ol>
        {causes.map((cause) => (
          <Cause cause={cause} />
        ))}
      </ol>
      {unexplained.length > 0 && (
        <p class="fix-facts">
          No known cause explains {count(unexplained.length, 'broken requirement')}: <Ids ids={unexplained} />
        </p>
      )}
    </section>
  );
}

function Cause({ cause }: { cause: ToldCause }) {
  const { cause: what, defect, change, explains, example, includes = [], alike = [], alternatives } = cause;
  return (
    <li>
      <h3>
        <Foreign text={what} limit={300} /> <span class="tag">{cause.likelihood}</span>
      </h3>
      <p class="cause-change">
        <b>What to change:</b> <Statement text={change} />
      </p>
      <p class="fix-facts">
        Explains {count(explains.length, 'broken requirement')}: <Ids ids={explains} />
      </p>
      {includes.length > 0 && (
        <p class="fix-facts">
          Stands for narrower causes, among them: <Causes causes={includes} />
        </p>
      )}
      {alike.length > 0 && (
        <p class="fix-facts">
          Looks the same in this run: <Causes causes={alike} />
        </p>
      )}
      {alternatives.length > 0 && (
        <p class="fix-facts">
          Or else:{' '}
          {alternatives.map((each, at) => (
            <>
              {at > 0 && '; '}
              <Foreign text={lowered(each)} limit={300} /> ({likelihood(each.confidence)})
            </>
          ))}
        </p>
      )}
      {example?.curl && <Command name="curl" text={example.curl} />}
      <p class="fix-facts">
        To compare:{' '}
        <code>
          codeartifact-conformance serve --fault <Foreign text={defect} limit={80} />
        </code>{' '}
        starts a server that does this.
      </p>
    </li>
  );
}

function Causes({ causes }: { causes: NonNullable<LikelyCause['includes']> }) {
  return (
    <>
      {causes.map((each, at) => (
        <>
          {at > 0 && '; '}
          <Foreign text={lowered(each)} limit={300} />
        </>
      ))}
    </>
  );
}

/** A cause within a sentence. */
const lowered = ({ cause }: { readonly cause: string }): string =>
  cause.charAt(0).toLowerCase() + cause.slice(1);

function Ids({ ids }: { ids: readonly RequirementId[] }) {
  return (
    <span class="ids">
      {ids.map((id) => (
        <>{isRequirementId(id) ? <a href={`#${id}`}>{id}</a> : <Foreign text={id} limit={40} />} </>
      ))}
    </span>
  );
}
