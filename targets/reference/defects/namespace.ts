import { namespaceRules, type PackageFormat, type RequirementId } from '../../../schemas/index.js';
import { notFound } from '../refusal.js';
import { rows } from './by-format.js';
import { constraintDefects } from './constraints.js';
import type { Defect } from './defect.js';
import { generalDefects } from './general.js';
import { all, bound, matching, refusing, wrap } from './wrap.js';

const withoutNamespace = {
  pypi: 'NSP-NONE-PYPI',
  nuget: 'NSP-NONE-NUGET',
  ruby: 'NSP-NONE-RUBY',
  cargo: 'NSP-NONE-CARGO',
} as const satisfies { readonly [format in PackageFormat]?: RequirementId };

const withNamespace = {
  generic: 'NSP-GENERIC',
  maven: 'NSP-MAVEN',
  npm: 'NSP-NPM',
  swift: 'NSP-SWIFT',
} as const satisfies { readonly [format in PackageFormat]?: RequirementId };

const reportedMissing = {
  maven: 'NSP-REQ-MAVEN-400',
  swift: 'NSP-REQ-SWIFT-400',
  generic: 'NSP-REQ-GENERIC-400',
} as const satisfies { readonly [format in PackageFormat]?: RequirementId };

/** The constraints of the namespace, and what it means for each format. */
export const namespaceDefects: readonly Defect[] = [
  ...generalDefects('namespace'),
  ...constraintDefects('namespace'),
  ...namespaceRules.map(({ format, requirement }) => ({
    id: `namespace-omitted-${format}-served`,
    breaks: requirement,
    summary: `finds a ${format} package in any namespace if none is given`,
    change: all(
      wrap(
        'validate',
        (validate) => (input) =>
          validate(input.format === format ? { ...input, namespace: input.namespace ?? 'n' } : input),
      ),
      matching(
        'namespace',
        (match) => (wanted, held) =>
          (wanted.format === format && wanted.namespace === undefined) || match(wanted, held),
      ),
    ),
  })),
  ...rows(reportedMissing).map(([format, breaks]) => ({
    id: `namespace-omitted-${format}-not-found`,
    breaks,
    summary: `responds to a ${format} request without namespace with 404`,
    change: wrap(
      'validate',
      (validate) => (input) =>
        input.format === format && input.namespace === undefined
          ? (validate({ ...input, namespace: 'n' }) ??
            notFound('package', input.package ?? '', 'Package not found.'))
          : validate(input),
    ),
  })),
  ...rows(withoutNamespace).map(([format, breaks]) => ({
    id: `namespace-demanded-${format}`,
    breaks,
    summary: `demands a namespace for ${format}`,
    change: refusing(
      (input) => input.format === format && input.namespace === undefined,
      'namespace is required.',
    ),
  })),
  ...rows(withNamespace).map(([format, breaks]) => ({
    id: `namespace-ignored-${format}`,
    breaks,
    summary: `leaves the namespace of ${format} packages out of the lookup`,
    change: matching('namespace', (match) => (wanted, held) => held.format === format || match(wanted, held)),
  })),
  {
    id: 'namespace-maven-path',
    breaks: 'NSP-MAVEN',
    summary: 'treats a groupId without its dots as the same group',
    change: matching(
      'namespace',
      (match) => (wanted, held) =>
        held.format === 'maven'
          ? wanted.namespace?.split('.')[0] === held.namespace?.split('.')[0]
          : match(wanted, held),
    ),
  },
  {
    id: 'namespace-npm-omitted-any-scope',
    breaks: 'NSP-NPM',
    summary: 'finds an npm package in any scope if none is given and no package without a scope has its name',
    change: matching(
      'namespace',
      (match) => (wanted, held) =>
        match(wanted, held) || (held.format === 'npm' && wanted.namespace === undefined),
    ),
  },
  joined('maven', 'NSP-REQ-MAVEN', ':'),
  joined('swift', 'NSP-REQ-SWIFT', '.'),
  {
    id: 'namespace-npm-unscoped-demanded',
    breaks: 'NSP-NPM',
    summary: 'demands a scope for every npm package',
    change: refusing(
      (input) => input.format === 'npm' && input.namespace === undefined,
      'namespace is required.',
    ),
  },
  {
    id: 'namespace-npm-at-accepted',
    breaks: 'NSP-NPM-AT',
    summary: 'accepts an npm scope with its leading @',
    change: wrap('address', (address) => (input, account) => {
      const wanted = address(input, account);
      return wanted.format === 'npm' && wanted.namespace !== undefined
        ? { ...wanted, namespace: wanted.namespace.replace(/^@/, '') }
        : wanted;
    }),
  },
];

/** Takes a package name that is written together with its namespace apart. */
function joined(format: PackageFormat, breaks: 'NSP-REQ-MAVEN' | 'NSP-REQ-SWIFT', separator: string): Defect {
  return {
    id: `namespace-${format}-joined-accepted`,
    breaks,
    summary: `accepts a ${format} package written together with its namespace`,
    change: bound((input) => {
      const at = input.package?.indexOf(separator) ?? -1;
      return input.format !== format || input.namespace !== undefined || input.package === undefined || at < 1
        ? input
        : { ...input, namespace: input.package.slice(0, at), package: input.package.slice(at + 1) };
    }),
  };
}
