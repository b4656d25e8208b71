import {
  type ChapterId,
  type Parameter,
  type ParameterName,
  parameters,
  type RequirementId,
  requirement,
} from '../../../schemas/index.js';
import { characterDefects } from './characters.js';
import type { Defect } from './defect.js';
import { refusing, seenAs } from './wrap.js';

/** A valid value of each parameter, shown to validation instead of one that it should refuse. */
const valid = {
  asset: 'a',
  domain: 'ab',
  'domain-owner': '111122223333',
  format: 'generic',
  namespace: 'n',
  package: 'p',
  repository: 'ab',
  revision: 'r',
  version: '1',
} as const;

/** What shows that a value of one character is accepted: its requirement only speaks of the empty one. */
const requirementOf: { readonly [name in ParameterName]?: RequirementId } = {
  asset: 'OP-01',
  namespace: 'OP-01',
  package: 'OP-01',
  version: 'OP-01',
  revision: 'REV-CUR',
};

/** Made from the documented table: each mark ignored, each limit moved by one, each class of characters confused. */
const made: readonly Defect[] = [
  ...parameters.flatMap((parameter) => [
    ...missing(parameter),
    ...empty(parameter),
    ...shortest(parameter),
    ...longest(parameter),
  ]),
  ...characterDefects,
];

/** The defects of the constraints of all parameters that break requirements of this chapter. */
export function constraintDefects(chapter: ChapterId): readonly Defect[] {
  return made.filter(({ breaks }) => requirement(breaks).chapter === chapter);
}

function missing({ name, requirements }: Parameter): Defect[] {
  return defect(requirements.required, {
    id: `${name}-not-required`,
    summary: `does not require ${name}`,
    change: seenAs(name, (value) => value ?? valid[name]),
  });
}

function empty({ name, requirements }: Parameter): Defect[] {
  return defect(requirements.empty, {
    id: `${name}-empty-accepted`,
    summary: `accepts an empty ${name}`,
    change: seenAs(name, (value) => (value === '' ? valid[name] : value)),
  });
}

function shortest({ name, requirements, minLength: limit = 0 }: Parameter): Defect[] {
  return [
    ...(limit < 2
      ? []
      : defect(requirements.min, {
          id: `${name}-minimum-too-low`,
          summary: `accepts values of ${name} that are one character too short`,
          change: seenAs(name, (value) => (value?.length === limit - 1 ? valid[name] : value)),
        })),
    // At a fixed length this is the same defect as a maximum that is too low.
    ...(limit === 0 || name === 'domain-owner'
      ? []
      : defect(limit > 1 ? requirements.min : requirementOf[name], {
          id: `${name}-minimum-too-high`,
          summary: `refuses values of ${name} of the minimum length (${limit})`,
          change: refusing((input) => input[name]?.length === limit, `${name} is too short.`),
        })),
  ];
}

function longest({ name, requirements, maxLength: limit }: Parameter): Defect[] {
  if (limit === undefined) return [];
  return [
    ...defect(requirements.max, {
      id: `${name}-maximum-too-high`,
      summary: `accepts values of ${name} that are one character too long (${limit + 1})`,
      change: seenAs(name, (value) => (value?.length === limit + 1 ? value.slice(0, limit) : value)),
    }),
    ...defect(requirements.max, {
      id: `${name}-maximum-too-low`,
      summary: `refuses values of ${name} of the maximum length (${limit})`,
      change: refusing((input) => input[name]?.length === limit, `${name} is too long.`),
    }),
    ...defect(requirements.max, {
      id: `${name}-maximum-ignored`,
      summary: `checks no maximum length of ${name}`,
      change: seenAs(name, (value) =>
        value !== undefined && value.length > limit ? value.slice(0, limit) : value,
      ),
    }),
  ];
}

function defect(breaks: RequirementId | undefined, rest: Omit<Defect, 'breaks'>): Defect[] {
  return breaks === undefined ? [] : [{ ...rest, breaks }];
}
