import { accepted, type Check, check, get, served, without } from '../engine/index.js';
import { constraintChecks } from './parameter-constraints.js';

/** Every constraint of every parameter but the namespace: broken by one thing at a time, kept at its limits. */
export const parameterConstraints: readonly Check[] = [
  ...constraintChecks('parameters'),
  ...[
    { title: 'combining marks are accepted', name: 'conformance-e\u0301.txt' },
    { title: 'a single space is accepted', name: ' ' },
  ].map(({ title, name }) =>
    check('AST-PAT', `asset: ${title}`, async ({ fixtures, control, send }) => {
      const asset = fixtures.usual();
      await control(asset);
      await send(get({ ...asset.values, asset: name }), accepted);
    }),
  ),
  check('OWN-OPT', 'no domain-owner', async ({ fixtures, control, send }) => {
    const asset = fixtures.usual();
    await control(asset);
    await send(get(without(asset.values, 'domain-owner')), served(asset));
  }),
  check('REV-OPT', 'no revision', async ({ fixtures, send }) => {
    const asset = fixtures.usual();
    await send(get(asset.values), served(asset));
  }),
];
