import type { Access } from './access.js';
import type { Management } from './management/index.js';
import { isRefusal, type Refusal, unknownOperation } from './refusal.js';
import type { ReferenceRequest } from './request.js';
import type { ReferenceResponse } from './response.js';
import { ideal, type Stages } from './stages.js';
import type { Store } from './store.js';

/** Answers one request. */
export type Operation = (request: ReferenceRequest) => Promise<ReferenceResponse>;

/**
 * Puts the stages together to the operation.
 *
 * @param change a seeded defect or lawful variant; applied once, so that it may keep a state of its own.
 * @param management what responds to the operations that fill the target; it has none unless given.
 */
export function createOperation(
  store: Store,
  access: Access,
  change: (stages: Stages) => Stages = (stages) => stages,
  management?: Management,
): Operation {
  const stages = change(ideal);

  async function outcome(request: ReferenceRequest): Promise<ReferenceResponse | Refusal> {
    const claimed = stages.route(request);
    if (claimed === 'none' && !management?.claims(request)) return unknownOperation();
    const refused = await stages.authenticate(request, access);
    if (refused !== undefined) return refused;
    if (claimed === 'none') return management?.answer(request) ?? unknownOperation();
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
