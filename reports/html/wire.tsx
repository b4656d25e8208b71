import {
  describeExchange,
  type HeaderField,
  type RecordedBody,
  type RecordedExchange,
  type RecordedRequest,
  type RecordedResponse,
} from '../../judge/index.js';
import { viewBody } from '../body.js';
import type { Evidence } from '../evidence.js';
import { responseRows } from '../response-rows.js';
import { count, duration, grouped } from '../text.js';
import { BodyComparison } from './body-difference.js';
import { Foreign } from './foreign.js';
import { ScrollText } from './scroll-region.js';

const MOST_HEADERS = 60;

interface WireProps {
  readonly exchange: RecordedExchange;
  /** Whether to set the response beside what was expected. */
  readonly marked: boolean;
  readonly evidence: Evidence;
}

/** An exchange as it was on the wire, and its response beside what the documentation allows. */
export function Wire({ exchange, marked, evidence }: WireProps) {
  const { id, request, response, failure, timing } = exchange;
  return (
    <div class="exchange">
      <p class="exchange-head">
        Exchange <code>{<Foreign text={id} limit={80} />}</code>, {duration(timing.endedAfter)}
        {exchange.attempt > 1 && `, attempt ${exchange.attempt}`}
      </p>
      {marked && <ResponseTable exchange={exchange} />}
      {marked && <BodyComparison exchange={exchange} evidence={evidence} />}
      <div class="wire">
        <figure>
          <figcaption>Request</figcaption>
          <Request request={request} />
        </figure>
        <figure>
          <figcaption>Answer</figcaption>
          {response ? <Response response={response} /> : <p class="none">No response.</p>}
          {failure && (
            <p class="broke-off">
              {response ? 'Broke off' : 'Failed'}: {failure.kind},{' '}
              <Foreign text={failure.message} limit={300} />
            </p>
          )}
        </figure>
      </div>
      <Client exchange={exchange} />
    </div>
  );
}

/** The control of a faulty request, and what it got, in one line. */
export function ControlLine({ exchange }: { exchange: RecordedExchange }) {
  return (
    <p class="control">
      Control <code>{<Foreign text={exchange.id} limit={80} />}</code>, the valid request that this one
      differs from, got <Foreign text={describeExchange(exchange)} limit={300} />
    </p>
  );
}

function Request({ request }: { request: RecordedRequest }) {
  return (
    <>
      <ScrollText>
        <b>
          <Foreign text={request.method} limit={40} /> <Foreign text={request.target} limit={1500} /> HTTP/1.1
        </b>
        {'\n'}
        <Headers headers={request.headers} />
      </ScrollText>
      {request.body && <Body body={request.body} />}
      <p class="origin">
        to <Foreign text={request.origin} limit={300} />
      </p>
    </>
  );
}

function Response({ response }: { response: RecordedResponse }) {
  return (
    <>
      <ScrollText>
        <b>HTTP/1.1 {response.status}</b>
        {'\n'}
        <Headers headers={response.headers} />
      </ScrollText>
      <Body body={response.body} />
    </>
  );
}

function Headers({ headers }: { headers: readonly HeaderField[] }) {
  const rest = headers.length - MOST_HEADERS;
  return (
    <>
      {headers.slice(0, MOST_HEADERS).map(([name, value]) => (
        <>
          <span class="name">
            <Foreign text={name} limit={120} />:
          </span>{' '}
          <Foreign text={value} limit={400} />
          {'\n'}
        </>
      ))}
      {rest > 0 && <em class="cut">… {count(rest, 'more header field')}</em>}
    </>
  );
}

function Body({ body }: { body: RecordedBody }) {
  const view = viewBody(body);
  if (view.kind === 'empty') return <p class="body-facts">Empty body</p>;
  return (
    <>
      {view.text !== '' && (
        <ScrollText class={`body ${view.kind}`}>
          {view.kind === 'text' ? <Foreign text={view.text} lines /> : view.text}
        </ScrollText>
      )}
      <p class="body-facts">
        {view.shown < view.size
          ? `First ${grouped(view.shown)} of ${count(view.size, 'byte')}`
          : count(view.size, 'byte')}
        , SHA-256 <code class="breakable">{<Foreign text={body.sha256} limit={64} />}</code>
      </p>
    </>
  );
}

function ResponseTable({ exchange }: { exchange: RecordedExchange }) {
  const rows = responseRows(exchange.expects, exchange);
  if (rows.length === 0) return null;
  return (
    <table class="answer">
      <thead>
        <tr>
          <th scope="col">Answer</th>
          <th scope="col">Expected</th>
          <th scope="col">Actual</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ member, expected, actual, agrees }) => (
          <tr class={agrees === false ? 'differs' : ''}>
            <th scope="row">
              <Member name={member} />
            </th>
            <td>
              <Foreign text={expected} limit={300} />
            </td>
            <td>
              {agrees === false ? (
                <mark>
                  <span class="sign">≠ </span>
                  <Foreign text={actual} limit={300} />
                </mark>
              ) : (
                <Foreign text={actual} limit={300} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A name that may break before each of its words. */
function Member({ name }: { name: string }) {
  return (
    <>
      {name.split(/(?<=[a-z-])(?=[A-Z])/).map((word, index) => (
        <>
          {index > 0 && <wbr />}
          {word}
        </>
      ))}
    </>
  );
}

function Client({ exchange: { client } }: { exchange: RecordedExchange }) {
  if (!client) return null;
  const { name, output, error } = client;
  return (
    <p class="client">
      <Foreign text={name} limit={120} />{' '}
      {output && `handed over ${count(output.asset.size, 'byte')}, SHA-256 ${output.asset.sha256}`}
      {error && (
        <>
          raised <Foreign text={error.name} limit={120} />
          {error.typed ? ', its typed exception' : ', not a typed exception'}
          {error.status !== undefined && `, status ${error.status}`}
        </>
      )}
    </p>
  );
}
