import type { Results } from '../../schemas/index.js';
import { Foreign } from './foreign.js';

/** A name and its value; nothing is shown of a fact without a value. */
export type Fact = readonly [name: string, value: string | undefined];

/** What a report says of its target and its run, as a list of names and values. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <>
              <dt>{name}</dt>
              <dd class={value.startsWith('sha256:') ? 'digest' : ''}>
                <Foreign text={value} limit={300} />
              </dd>
            </>
          ),
      )}
    </dl>
  );
}

/** Who made the target, and which version it is. */
export const identityFacts = ({ target: { identity } }: Results): readonly Fact[] => [
  ['Vendor', identity.vendor],
  ['Product', identity.product],
  ['Version', identity.version],
];

/** What made the results, to compare them with others. */
export const provenanceFacts = ({ suite, run }: Results): readonly Fact[] => [
  ['Suite', `${suite.name} ${suite.version}`],
  ['Catalogue', suite.catalogueDigest],
  ['Recording', run.recordingDigest],
];
