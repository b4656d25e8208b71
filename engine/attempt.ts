import { headerValue } from '../judge/index.js';
import type { ErrorType } from '../schemas/index.js';
import type { Attempt } from './check.js';
import { Untestable } from './check-sender.js';
import { type AttemptSender, expectOver } from './expect.js';
import { NotTestable } from './fixture-view.js';
import type { RunContext } from './run-context.js';

/** Thrown by a check that does not apply to this machine or target, with the reason: the check is `not-applicable`. */
export class NotApplicable extends Error {}

/** No way is known to make the target respond with this error. */
export class MissingScenario extends NotTestable {
  constructor(type: ErrorType) {
    super(
      `No scenario for ${type}: add one to "scenarios" in the target file, to say how this target can be made to respond with it`,
    );
  }
}

/** What an attempt needs of its run. */
export type AttemptContext = Pick<
  RunContext,
  'fixtures' | 'signs' | 'bytes' | 'scenarios' | 'target' | 'externalClients'
>;

/** What the author of a check can do in one attempt, over the sender of that check. */
export function attemptOver(sender: AttemptSender, context: AttemptContext): Attempt {
  return {
    fixtures: context.fixtures,
    expect: expectOver(sender),
    signs: context.signs,
    target: context.target,
    installed: async (client, find) => {
      if (!context.externalClients) throw new NotApplicable(`${client} is left out of this run`);
      await find();
    },
    bytes: context.bytes,
    control: (asset) => sender.control(asset),
    record: (exchange, expects) => sender.record(exchange, expects),
    revision: async (asset) => {
      if (asset.version.revision !== undefined) return asset.version.revision;
      const { response } = await sender.control(asset);
      const revision = response && headerValue(response.headers, 'x-packageversionrevision');
      if (revision === undefined) throw new Untestable('The target does not say which revision it holds');
      return revision;
    },
    scenario: (type) => {
      const scenario = context.scenarios[type];
      if (!scenario) throw new MissingScenario(type);
      return scenario;
    },
  };
}
