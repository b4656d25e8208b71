import { changeWords } from '../../change-words.js';
import { Foreign } from '../../html/foreign.js';
import { Verdict } from '../../html/icons.js';
import { instant } from '../../text.js';
import type { ChangedVerdicts } from '../changes.js';
import { addresses } from '../site.js';
import type { Root } from './frame.js';
import { RequirementLink } from './requirement-link.js';

/** Requirements that are named of one kind of change; the data has all of them. */
const NAMED = 24;

/** Steps from version to version, each with what it changed. */
export function ChangeList({ changes, root }: { changes: readonly ChangedVerdicts[]; root: Root }) {
  return (
    <ul class="steps">
      {changes.map((step) => (
        <li>
          <p>
            <a href={root + addresses.implementation(step.product)}>
              <Foreign text={step.product.name} limit={80} />
            </a>{' '}
            <Foreign text={step.before.version} limit={40} /> <span aria-hidden="true">→</span>
            <span class="unseen"> to </span> <Foreign text={step.after.version} limit={40} />
            <span class="aside"> {instant(step.after.startedAt).slice(0, 10)}</span>
          </p>
          <Kinds step={step} root={root} />
        </li>
      ))}
    </ul>
  );
}

function Kinds({ step: { changes }, root }: { step: ChangedVerdicts; root: Root }) {
  return (
    <>
      {changeWords.map(([kind, title]) => {
        const own = changes.filter((change) => change.kind === kind);
        if (own.length === 0) return null;
        return (
          <p class="step-kind">
            {title}:{' '}
            <span class="ids">
              {own.slice(0, NAMED).map(({ id, after }) => (
                <>
                  <RequirementLink id={id} root={root} />
                  {after && (
                    <span class="unseen">
                      {' '}
                      (now <Verdict verdict={after} />)
                    </span>
                  )}{' '}
                </>
              ))}
            </span>
            {own.length > NAMED && <span class="aside">and {own.length - NAMED} more</span>}
          </p>
        );
      })}
    </>
  );
}
