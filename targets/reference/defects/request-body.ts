import { invalid, type Refusal } from '../refusal.js';
import { withBody } from '../response.js';
import type { Defect } from './defect.js';
import { intercepting, wrap } from './wrap.js';

/** The body that the request does not have, and the content types that it may name. */
export const requestBodyDefects: readonly Defect[] = [
  {
    id: 'body-demanded',
    breaks: 'RB-01',
    summary: 'refuses a request without Content-Type with 415',
    change: intercepting(({ headers }) =>
      headers['content-type'] === undefined
        ? {
            ...invalid('Content-Type is required.', 'OTHER'),
            type: 'UnsupportedMediaTypeException',
            status: 415,
          }
        : undefined,
    ),
  },
  {
    id: 'accept-json-only',
    breaks: 'RB-03',
    summary: 'refuses an Accept that does not admit JSON with 406',
    change: intercepting(({ headers: { accept } }) =>
      accept === undefined || /\*\/\*|json|application\/\*/.test(accept) ? undefined : notAcceptable,
    ),
  },
  {
    id: 'accept-wildcard-refused',
    breaks: 'RB-03',
    summary: 'refuses an Accept of */* with 406',
    change: intercepting(({ headers: { accept } }) => (accept?.includes('*') ? notAcceptable : undefined)),
  },
  {
    id: 'user-agent-unknown-refused',
    breaks: 'RB-04',
    summary: 'refuses clients that are none of AWS, by their User-Agent',
    change: intercepting(({ headers: { 'user-agent': agent = '' } }) =>
      /^$|^(aws-|Boto3|codeartifact-conformance)/.test(agent) ? undefined : unknownClient,
    ),
  },
  {
    id: 'user-agent-demanded',
    breaks: 'RB-04',
    summary: 'refuses a request without User-Agent, as a firewall does',
    change: intercepting(({ headers }) => (headers['user-agent'] ? undefined : unknownClient)),
  },
  {
    id: 'accept-echoed-as-json',
    breaks: 'RB-03',
    summary: 'wraps the asset in JSON if Accept is given',
    change: wrap('serve', (serve) => (found, request) => {
      const response = serve(found, request);
      return request.headers.accept === undefined
        ? response
        : withBody(response, Buffer.from('{"asset":""}'));
    }),
  },
];

const unknownClient: Refusal = {
  kind: 'refusal',
  type: 'AccessDeniedException',
  status: 403,
  message: 'This client is not allowed.',
};

const notAcceptable: Refusal = {
  ...invalid('Not acceptable.', 'OTHER'),
  type: 'NotAcceptableException',
  status: 406,
};
