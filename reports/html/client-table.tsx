import type { Results } from '../../schemas/index.js';
import { type ClientCell, type ClientMatrix, clientMatrix } from '../client-matrix.js';
import type { Evidence } from '../evidence.js';
import { verdictWords } from '../words.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';
import { ScrollRegion } from './scroll-region.js';

/** Which official client got along with the target, call by call. */
export function ClientTable({ results, evidence }: { results: Results; evidence: Evidence }) {
  const matrix = clientMatrix(results);
  if (!matrix) return null;
  const { clients, rows, absent } = matrix;
  return (
    <section id="official-clients">
      <h2>Official clients</h2>
      {clients.length > 0 && (
        <>
          <p class="aside">What each client made of the responses. A verdict leads to its evidence.</p>
          <ScrollRegion label="Verdicts by official client">
            <table class="clients">
              <Head matrix={matrix} evidence={evidence} />
              <tbody>
                {rows.map(({ requirement, what, cells }) => (
                  <tr>
                    <th scope="row">
                      <a class="rid" href={`#${requirement}`}>
                        {requirement}
                      </a>{' '}
                      <Foreign text={what} limit={80} />
                    </th>
                    {cells.map((cell) => (
                      <td class="cell">
                        <Cell requirement={requirement} cell={cell} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </>
      )}
      {absent.length > 0 && (
        <ul class="absent-clients aside">
          {absent.map(({ reason }) => (
            <li>
              <Foreign text={reason} limit={300} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The clients by name, each with its version if one of its exchanges is known. */
function Head({ matrix: { clients, rows }, evidence }: { matrix: ClientMatrix; evidence: Evidence }) {
  return (
    <thead>
      <tr>
        <th scope="col">Call</th>
        {clients.map((name, column) => (
          <th scope="col">
            <Foreign text={name} limit={60} />{' '}
            <span class="aside">
              <Foreign
                text={versionOf(
                  rows.map(({ cells }) => cells[column]),
                  evidence,
                )}
                limit={40}
              />
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function versionOf(cells: readonly (ClientCell | undefined)[], evidence: Evidence): string {
  for (const id of cells.flatMap((cell) => cell?.check.exchanges ?? [])) {
    const name = evidence.find(id)?.client?.name;
    if (name !== undefined) return name.split(' ').at(-1) ?? '';
  }
  return '';
}

function Cell({ requirement, cell }: { requirement: string; cell: ClientCell | undefined }) {
  if (!cell) return <span class="aside">no check</span>;
  const { verdict } = cell;
  return (
    <a class={`verdict v-${verdict}`} href={`#${requirement}`}>
      <Icon verdict={verdict} />
      <span class={verdict === 'pass' ? 'unseen' : ''}>{verdictWords[verdict].label}</span>
    </a>
  );
}
