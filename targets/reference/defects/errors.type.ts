import { withBody, withHeader, withoutHeader } from '../response.js';
import type { Defect } from './defect.js';
import { refused } from './wrap.js';

/** How an error says its type. */
export const errorTypeDefects: readonly Defect[] = [
  {
    id: 'type-absent',
    breaks: 'ER-01',
    summary: 'names no error type, neither in x-amzn-errortype nor in the body',
    change: refused((response) => withoutHeader(response, 'x-amzn-errortype')),
  },
  {
    id: 'type-only-in-message',
    breaks: 'ER-01',
    summary: 'gives the error type in the message only',
    change: refused((response, error) =>
      withBody(
        withoutHeader(response, 'x-amzn-errortype'),
        Buffer.from(JSON.stringify({ message: `${error.type}: ${error.message}` })),
      ),
    ),
  },
  {
    id: 'type-in-unknown-member',
    breaks: 'ER-01',
    summary: 'gives the error type in the member errorCode',
    change: refused((response, error) =>
      withBody(
        withoutHeader(response, 'x-amzn-errortype'),
        Buffer.from(JSON.stringify({ message: error.message, errorCode: error.type })),
      ),
    ),
  },
  {
    id: 'type-header-absent',
    breaks: 'ER-02',
    summary: 'names the error type in __type of the body, and not in x-amzn-errortype',
    change: refused((response, error) =>
      withBody(
        withoutHeader(response, 'x-amzn-errortype'),
        Buffer.from(JSON.stringify({ __type: error.type, message: error.message })),
      ),
    ),
  },
  typed('type-lower-case', 'gives the error type in lower case', (type) => type.toLowerCase()),
  typed('type-without-suffix', 'gives the error type without Exception', (type) =>
    type.replace(/Exception$/, ''),
  ),
  typed(
    'type-of-language',
    'gives the class of an exception as the type',
    () => 'java.lang.IllegalStateException',
  ),
  typed('type-in-quotes', 'gives the error type in quotation marks', (type) => `"${type}"`),
  typed(
    'type-after-package-name',
    'gives the error type after the name of a package and a dot',
    (type) => `com.amazonaws.codeartifact.model.${type}`,
  ),
  typed('type-status-phrase', 'gives a phrase as the type', () => 'Bad Request'),
  typed('type-of-other-service', 'gives the type of another service', () => 'NoSuchKey'),
  {
    id: 'type-of-not-found-other',
    breaks: 'ER-ONLY',
    summary: 'gives NotFoundException if something is not found',
    change: refused((response, error) =>
      error.type === 'ResourceNotFoundException'
        ? withHeader(response, 'x-amzn-errortype', 'NotFoundException')
        : response,
    ),
  },
  {
    id: 'type-of-validation-other',
    breaks: 'ER-ONLY',
    summary: 'gives InvalidParameterException if a parameter is invalid',
    change: refused((response, error) =>
      error.type === 'ValidationException'
        ? withHeader(response, 'x-amzn-errortype', 'InvalidParameterException')
        : response,
    ),
  },
];

function typed(id: string, summary: string, edit: (type: string) => string): Defect {
  return {
    id,
    breaks: 'ER-ONLY',
    summary,
    change: refused((response, error) => withHeader(response, 'x-amzn-errortype', edit(error.type))),
  };
}
