import type { RecordedExchange } from '../../judge/index.js';
import { type BodyDifference, type BodyRow, bodyDifference } from '../body-difference.js';
import type { DifferencePart } from '../difference.js';
import type { Evidence } from '../evidence.js';
import { expectedBody } from '../expected-body.js';
import { count, grouped } from '../text.js';
import { Marked } from './foreign.js';

interface Props {
  readonly exchange: RecordedExchange;
  readonly evidence: Evidence;
}

/** Where the bytes of a response part from those that it should have had; nothing if they are the right ones. */
export function BodyComparison({ exchange: { expects, response }, evidence }: Props) {
  const expected = expectedBody(expects);
  if (!expected || !response || response.status >= 300 || response.body.size === 0) return null;
  const whole = evidence.body(expected.sha256);
  if (!whole) return null;
  const found = bodyDifference(whole, expected, response.body);
  if (found.at === undefined && found.compared >= response.body.size) return null;
  return (
    <figure class="body-difference">
      <figcaption>{caption(found)}</figcaption>
      {found.rows.length > 0 && <Rows found={found} />}
      {found.rest > 0 && (
        <p class="body-facts">
          {count(found.rest, found.kind === 'text' ? 'more line' : 'more row')} differ
          {found.rest === 1 ? 's' : ''}.
        </p>
      )}
    </figure>
  );
}

function caption({ at, compared }: BodyDifference): string {
  return at === undefined
    ? `The body agrees in its first ${count(compared, 'byte')}; what follows is not recorded`
    : `The body differs from byte ${grouped(at)} on`;
}

function Rows({ found: { kind, rows } }: { found: BodyDifference }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, and a landmark would need a name of its own
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <div class="scroll" role="group" tabIndex={0} aria-label="Difference of the bodies">
      <table class={`answer ${kind}`}>
        <thead>
          <tr>
            <th scope="col">{kind === 'text' ? 'Line' : 'Offset'}</th>
            <th scope="col">Expected</th>
            <th scope="col">Actual</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row: { place, expected, actual } }: { row: BodyRow }) {
  return (
    <tr>
      <th scope="row">{place}</th>
      <td class="expected">
        <Side parts={expected} />
      </td>
      <td>
        <Side parts={actual} />
      </td>
    </tr>
  );
}

function Side({ parts }: { parts: readonly DifferencePart[] | undefined }) {
  return parts ? <Marked parts={parts} limit={300} /> : <span class="aside">nothing</span>;
}
