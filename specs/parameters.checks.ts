import { accepted, type Check, check, requestFor } from '../engine/index.js';
import { constraintChecks } from './parameter-constraints.js';

/** Every constraint of every parameter but the namespace: broken by one thing at a time, kept at its limits. */
export const parameterConstraints: readonly Check[] = [
  ...constraintChecks('parameters'),
  ...[
    { title: 'combining marks are accepted', name: 'conformance-e\u0301.txt' },
    { title: 'a single space is accepted', name: ' ' },
    // In the patterns with white space they are left out: what that is beyond ASCII depends on the dialect. Here it does not.
    { title: 'spaces beyond ASCII are accepted', name: 'conformance\u00a0name\u3000of\u2003spaces.txt' },
  ].map(({ title, name }) =>
    check('AST-PAT', `asset: ${title}`, ({ fixtures, expect }) =>
      expect(requestFor(fixtures.usual()).with({ asset: name })).toBe(accepted),
    ),
  ),
  check('OWN-OPT', 'no domain-owner', ({ fixtures, expect }) =>
    expect(requestFor(fixtures.usual()).without('domain-owner')).toServe(),
  ),
  check('REV-OPT', 'no revision', ({ fixtures, expect }) => expect(requestFor(fixtures.usual())).toServe()),
];
