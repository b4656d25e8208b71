import { Foreign } from '../../html/foreign.js';
import { count } from '../../text.js';
import type { Cause } from '../causes.js';

/** Causes and requirements that are named at most; the full report has all of them. */
const NAMED = 8;
const IDS = 30;

/** What is likely to be behind the failures. It decides no verdict. */
export function LikelyCauses({ causes }: { causes: readonly Cause[] }) {
  if (causes.length === 0) return null;
  return (
    <section id="likely-causes">
      <h2>Likely causes</h2>
      <p class="aside">Few causes that would explain the failures together. They decide no verdict.</p>
      <ol class="plain">
        {causes.slice(0, NAMED).map(({ cause, explains, confidence }) => (
          <li>
            <p class="fix-statement">
              <Foreign text={cause} limit={300} />
            </p>
            <p class="fix-facts">
              {Math.round(Math.min(1, Math.max(0, confidence)) * 100)} % sure, explains{' '}
              {count(explains.length, 'broken requirement')}:{' '}
              <span class="ids">
                {explains.slice(0, IDS).map((id) => (
                  <>
                    {/^[A-Z0-9-]+$/.test(id) ? (
                      <a href={`#${id}`}>{id}</a>
                    ) : (
                      <Foreign text={id} limit={40} />
                    )}{' '}
                  </>
                ))}
              </span>
              {explains.length > IDS && `and ${explains.length - IDS} more`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
