import type { Access } from './access.js';
import type { Answer } from './answer.js';
import { isRefusal, type Refusal, unknownOperation } from './refusal.js';
import { noBytes, type ReferenceRequest } from './request.js';
import { ideal, type Stages } from './stages.js';
import type { Store } from './store.js';

/** Answers one request. */
export type Operation = (request: ReferenceRequest) => Promise<Answer>;

/**
 * Puts the stages together to the operation.
 *
 * @param change a seeded fault or lawful variant; applied once, so that it may keep a state of its own.
 */
export function createOperation(
  store: Store,
  access: Access,
  change: (stages: Stages) => Stages = (stages) => stages,
): Operation {
  const stages = change(ideal);

  async function outcome(request: ReferenceRequest): Promise<Answer | Refusal> {
    const claimed = stages.route(request);
    if (claimed === 'none') return unknownOperation();
    const refused = await stages.authenticate(request, access);
    if (refused !== undefined) return refused;
    const query = stages.parse(request.rawQuery, request);
    if (isRefusal(query)) return query;
    const input = stages.bind(query, request);
    const stopped = stages.validate(input) ?? stages.scenario(request);
    if (stopped !== undefined) return stopped;
    const wanted = stages.address(input, access.account);
    const found = stages.find(wanted, store, stages.match, stages.admit);
    return isRefusal(found) ? found : stages.serve(found, request);
  }

  return async (request) => {
    const result = await outcome(request);
    return stages.complete('kind' in result ? stages.refuse(result, request) : result, request);
  };
}

/** An answer to HEAD as it is sent where a body cannot be left out by the connection. */
export function withoutBody(answer: Answer): Answer {
  return { ...answer, body: noBytes };
}
