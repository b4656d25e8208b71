import type { ClientMistake, Results } from '../../schemas/index.js';
import { wording } from '../catalogue.js';
import { count, grouped } from '../text.js';
import { Foreign, Statement } from './foreign.js';

/** Mistakes that are shown; `results.json` has them all. */
const MOST = 100;

/** What a proxied client did wrong itself, beside the target's own failures. */
export function ClientMistakes({ client }: { client: Results['client'] }) {
  if (!client) return null;
  const { requests, mistakes } = client;
  const rest = mistakes.length - MOST;
  return (
    <section id="client">
      <h2>Client errors</h2>
      {mistakes.length === 0 ? (
        <p class="aside">
          None: every one of {count(requests, 'request')} that the proxy saw keeps the documented constraints.
        </p>
      ) : (
        <p class="aside">
          Of {count(requests, 'request')} that the proxy saw. They are not held against the target, which has
          to refuse them as invalid.
        </p>
      )}
      <ul class="mistakes">
        {mistakes.slice(0, MOST).map((mistake) => (
          <Mistake mistake={mistake} />
        ))}
      </ul>
      {rest > 0 && <p class="aside">… and {count(rest, 'more mistake')} in results.json.</p>}
    </section>
  );
}

function Mistake({
  mistake: { requirement, message, count: times, refused, example },
}: {
  mistake: ClientMistake;
}) {
  return (
    <li>
      <a href={`#${requirement}`}>{requirement}</a>
      <div>
        <p class="fix-statement">
          <Statement text={wording(requirement).statement} />
        </p>
        <p class="fix-facts">
          <b>
            <Foreign text={message} limit={300} />
          </b>
          , in {count(times, 'request')}, {refusals(times, refused)}
        </p>
        <p class="example">
          <code>
            <Foreign text={example} limit={600} />
          </code>
        </p>
      </div>
    </li>
  );
}

function refusals(times: number, refused: number): string {
  if (refused === times) return times === 1 ? 'refused as invalid' : 'all refused as invalid';
  return refused === 0 ? 'not refused as invalid' : `${grouped(refused)} of them refused as invalid`;
}
