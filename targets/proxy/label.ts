import { allows, type Expectation, errorType, type RecordedExchange } from '../../judge/index.js';
import { commonErrorTypes, errors, type Violation, violationsOf } from '../../schemas/index.js';
import { decodeParameters } from './decode-parameters.js';
import type { SeenExchange } from './seen-exchange.js';

/** What a seen exchange is judged for. */
export interface SeenLabel {
  readonly label: Pick<RecordedExchange, 'check' | 'requirement' | 'expects' | 'beyond'>;
  /** What the client did wrong. */
  readonly violations: readonly Violation[];
}

/** Headers that ask for more than the operation models (RFC 9110). */
const furtherHeaders: ReadonlySet<string> = new Set([
  'range',
  'if-range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'expect',
]);

/** Errors that may come before anybody looks at the parameters: of access, of load, of the service itself. */
const earlierErrors: ReadonlySet<string> = new Set([
  ...commonErrorTypes.filter((type) => type !== 'ValidationError' && type !== 'SerializationException'),
  'InternalServerException',
]);

const invalid: Expectation = {
  kind: 'refused',
  allowed: [{ type: 'ValidationException', status: errors.ValidationException.status }],
};

/**
 * Decides what the documentation says about an exchange that somebody else made. A valid request is checked against the rules
 * on every response only: what the target holds is not known. An invalid one must be refused as invalid.
 *
 * @param trusted whether the target was seen to serve a valid request: only then is a refusal worth something
 */
export function labelOf(exchange: SeenExchange, trusted: boolean): SeenLabel {
  const values = decodeParameters(exchange.request.target);
  if (values === undefined || goesFurther(exchange))
    return {
      label: { ...observed('what a request gets that goes beyond the operation'), beyond: true },
      violations: [],
    };
  const violations = violationsOf(values);
  const [first, ...others] = violations;
  if (!first) return { label: observed('what a valid request gets'), violations };
  if (!exchange.response || exchange.failure || isEarlier(exchange))
    return { label: observed('what an invalid request gets before it is looked at'), violations };
  const refused = allows(invalid, { id: '', ...exchange });
  // Which of two mistakes was refused is not known, and anyone who refuses everything refuses these, too.
  if (refused && (others.length > 0 || !trusted))
    return { label: observed('an invalid request that was refused'), violations };
  return {
    label: {
      check: `${first.requirement}/requests seen by the proxy`,
      requirement: first.requirement,
      expects: invalid,
    },
    violations,
  };
}

/** Whether an invalid request was refused as invalid. */
export function isRefusedAsInvalid(exchange: SeenExchange): boolean {
  return allows(invalid, { id: '', ...exchange });
}

const observed = (question: string): SeenLabel['label'] => ({
  check: 'OP-01/requests seen by the proxy',
  requirement: 'OP-01',
  expects: { kind: 'observed', question },
});

const goesFurther = ({ request }: SeenExchange): boolean =>
  request.body !== undefined || request.headers.some(([name]) => furtherHeaders.has(name.toLowerCase()));

function isEarlier({ response }: SeenExchange): boolean {
  const type = response && errorType(response)?.name;
  return type !== undefined && earlierErrors.has(type);
}
