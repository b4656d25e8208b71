import type { Exchange, Expectation } from '../judge/index.js';
import type { CheckSender } from './check-sender.js';
import { invalid, notFound, observed, orUnlisted, refused, served } from './expectations.js';
import type { Expect } from './request-expectation.js';

/** What an attempt needs of the sender of its check. */
export type AttemptSender = Pick<CheckSender, 'control' | 'subject' | 'record'>;

/** `expect` of one attempt, over the sender of its check. */
export function expectOver(sender: AttemptSender): Expect {
  return (request) => {
    const send = async (expectation: Expectation): Promise<Exchange> => {
      if (request.needsControl) await sender.control(request.asset);
      return sender.subject(request.plan, orUnlisted(expectation, request.unlisted), {
        beyond: request.isBeyond,
        ...(request.case === undefined ? {} : { case: request.case }),
        // Nothing that is lawful is larger than the asset, whatever else is expected.
        size: request.asset.fixture.size,
      });
    };
    return {
      toServe: (asset = request.asset, more = {}) => send({ ...served(asset), ...more } as Expectation),
      toBeRefused: (...types) => send(refused(...types)),
      toBeInvalid: () => send(invalid),
      toBeNotFound: (because) => send(notFound(because)),
      toBeObserved: (question) => send(observed(question)),
      toBe: send,
    };
  };
}
