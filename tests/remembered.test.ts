import { expect, test } from '@playwright/test';
import type { RecordedExchange, RecordedResponse } from '../judge/index.js';
import type { Results } from '../schemas/index.js';
import { findDefect, findVariant, type StageChange } from '../targets/reference/index.js';
import { quickProfiles } from './engine-runs.js';
import { assess, withVerdict } from './kill-matrix/assess.js';

const remember = { checks: true };

interface Assessed {
  readonly results: Results;
  /** What each exchange got, by its id. */
  readonly responses: Readonly<Record<string, unknown>>;
}

async function assessed(
  change: StageChange | undefined,
  how: Pick<Parameters<typeof assess>[0], 'remember'>,
): Promise<Assessed> {
  if (!change) throw new Error('There is no such variant or defect');
  const responses: Record<string, unknown> = {};
  const record = ({ id, request, response, failure }: RecordedExchange): void => {
    const target = request.target.replace(/^http:\/\/[^/]*/, '');
    responses[id] = { target, failure, ...(response && { response: received(response) }) };
  };
  const results = await assess({
    ...how,
    change: { variant: change },
    claimed: quickProfiles,
    without: /-PAT\//,
    cases: 1,
    attempts: 2,
    // Nothing hangs here, and on a busy machine a timeout would be a difference.
    timeout: 30_000,
    record,
  });
  return { results, responses };
}

/** Status, header fields and body, without what is new in each response. */
function received({ status, headers, body }: RecordedResponse): unknown {
  const lasting = headers.filter(([name]) => !/^(?:date|x-amzn-requestid)$/i.test(name));
  return { status, headers: lasting, size: body.size, sha256: body.sha256 };
}

const verdicts = ({ requirements }: Results): unknown =>
  requirements.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict]));

for (const [id, kind] of [
  ['head-not-found', 'few requests get another response'],
  ['error-members-reversed', 'every error is another'],
  ['content-type-by-name', 'every asset is served in another way, and one SHOULD is not kept'],
  ['chunked', 'every response is framed in another way'],
] as const)
  test(`${kind} (${id}): all exchanges and verdicts are those of a run that sends every request`, async () => {
    const whole = await assessed(findVariant(id), {});
    const part = await assessed(findVariant(id), { remember });
    expect(verdicts(part.results)).toEqual(verdicts(whole.results));
    expect(part.responses).toEqual(whole.responses);
  });

for (const [id, kind] of [
  ['upstreams-consulted', 'one lookup'],
  ['range-refused', 'one header field of a request'],
  ['message-not-a-string', 'every error'],
  ['closed-in-the-middle', 'the connection'],
] as const)
  test(`a variant that is not lawful is caught: ${id}, a defect of ${kind}`, async () => {
    const { results } = await assessed(findDefect(id), { remember });
    expect(results.verdict).toBe('not-conformant');
    expect(withVerdict(results, 'fail')).toContain(findDefect(id)?.breaks);
  });
