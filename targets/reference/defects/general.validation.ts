import {
  type Parameter,
  type ParameterName,
  type ParameterValues,
  parameters,
  type Violation,
  violationsOf,
} from '../../../schemas/index.js';
import { validateBy } from '../validate.js';
import type { GeneralDefect } from './defect.js';
import { bound, type StagesChange } from './wrap.js';

const lengths = ['minLength', 'maxLength'];
const patterns = ['pattern'];

/** Validation that does not see violations of some kind. */
export function unvalidated(ignored: (violation: Violation) => boolean): StagesChange {
  const validate = validateBy((input) => violationsOf(input).filter((violation) => !ignored(violation)));
  return (stages) => ({ ...stages, validate });
}

const ofKeywords = (...keywords: readonly string[]): StagesChange =>
  unvalidated(({ keyword }) => keywords.includes(keyword));

/** Parameters that are not checked, or not as documented. */
export function ofValidation(): GeneralDefect[] {
  return [
    {
      id: 'parameters-unvalidated',
      breaks: 'AST-REQ',
      summary: 'checks no parameter at all before it looks the asset up',
      general:
        'Check all parameters before anything is looked up: presence, length, pattern and listed values. Respond to each violation with 400 and ValidationException.',
      change: unvalidated(() => true),
    },
    {
      id: 'only-presence-checked',
      breaks: 'PKG-PAT',
      summary: 'checks that the required parameters are there, and nothing else about any parameter',
      general:
        'Check the documented length, pattern and listed values of every parameter before anything is looked up, and respond with 400 and ValidationException.',
      change: unvalidated(({ keyword }) => keyword !== 'required'),
    },
    {
      id: 'lengths-and-patterns-unchecked',
      breaks: 'PKG-MAX',
      summary: 'checks no length and no pattern of any parameter',
      general:
        'Check the documented length and pattern of every parameter before anything is looked up, and respond with 400 and ValidationException.',
      change: ofKeywords('empty', ...lengths, ...patterns),
    },
    {
      id: 'lengths-and-patterns-of-values-unchecked',
      breaks: 'PKG-MAX',
      summary: 'refuses empty parameters, but checks no other length and no pattern',
      general:
        'Check the documented length and pattern of every parameter before anything is looked up, and respond with 400 and ValidationException.',
      change: ofKeywords(...lengths, ...patterns),
    },
    {
      id: 'lengths-unchecked',
      breaks: 'PKG-MAX',
      summary: 'checks no length of any parameter',
      general:
        'Check the documented minimum and maximum length of every parameter, and respond with 400 and ValidationException.',
      change: ofKeywords(...lengths),
    },
    {
      id: 'patterns-unchecked',
      breaks: 'PKG-PAT',
      summary: 'checks no pattern of any parameter',
      general:
        'Match the whole value of every parameter against its documented pattern, and respond with 400 and ValidationException.',
      change: ofKeywords(...patterns),
    },
    {
      id: 'required-parameters-not-demanded',
      breaks: 'AST-REQ',
      summary: 'looks up requests that lack a required parameter',
      general:
        'Refuse a request that lacks a required parameter with 400 and ValidationException before anything is looked up.',
      change: ofKeywords('required'),
    },
    {
      id: 'empty-parameters-taken',
      breaks: 'AST-EMPTY',
      summary: 'accepts empty parameters as if they were ordinary values',
      general:
        'Every parameter has a minimum length of at least 1: refuse an empty one with 400 and ValidationException.',
      change: ofKeywords('empty'),
    },
    {
      id: 'empty-optional-parameters-as-absent',
      breaks: 'REV-EMPTY',
      summary: 'treats an empty optional parameter as an absent one',
      general: 'Refuse an empty parameter with 400 and ValidationException, also if it is optional.',
      change: bound(withoutEmpty),
    },
    {
      id: 'values-trimmed',
      breaks: 'LKP-EXACT',
      summary: 'cuts white space around the values of all parameters',
      general: 'Use the decoded values of the query as they are.',
      change: bound((input) => mapped(input, (value) => value.trim())),
    },
    {
      id: 'namespaces-not-demanded',
      breaks: 'NSP-REQ-GENERIC-400',
      summary: 'responds with 404 in place of 400 if a format requires a namespace and none is given',
      general:
        'Refuse a request for a generic, maven or swift package without namespace with 400 and ValidationException before anything is looked up.',
      change: unvalidated(({ parameter, keyword }) => parameter === 'namespace' && keyword === 'required'),
    },
    ...(['revision', 'domain-owner'] as const).map(unread),
    ...parameters.flatMap(ofOneParameter),
  ];
}

/** A server that was written without an optional parameter. */
function unread(name: 'revision' | 'domain-owner'): GeneralDefect {
  return {
    id: `${name}-unread`,
    breaks: name === 'revision' ? 'REV-STALE' : 'LKP-OWN',
    summary: `ignores the parameter ${name} altogether, valid or not`,
    general: `Read ${name}: respond to a value that breaks its length or pattern with 400 and ValidationException, and to one that names something else with an error in place of the asset.`,
    change: bound(({ [name]: _, ...others }) => others),
  };
}

function ofOneParameter({ name, requirements }: Parameter): GeneralDefect[] {
  const breaks = requirements.max ?? requirements.pattern;
  if (breaks === undefined) return [];
  return [
    {
      id: `${name}-unvalidated`,
      breaks,
      summary: `checks neither the length nor the pattern of ${name}`,
      general: `Check the documented length and pattern of ${name} before anything is looked up, and respond with 400 and ValidationException.`,
      change: unvalidated(({ parameter, keyword }) => parameter === name && keyword !== 'required'),
    },
  ];
}

function mapped(input: ParameterValues, edit: (value: string) => string): ParameterValues {
  const edited: ParameterValues = {};
  for (const [name, value] of Object.entries(input)) edited[name as ParameterName] = edit(value);
  return edited;
}

const optional: ReadonlySet<string> = new Set(
  parameters.filter(({ required }) => !required).map(({ name }) => name),
);

function withoutEmpty(input: ParameterValues): ParameterValues {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== '' || !optional.has(name)),
  );
}
