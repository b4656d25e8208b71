import type { Results, RunVerdict } from '../schemas/index.js';
import { runVerdictWords } from './words.js';

export const badgeLabel = 'GetPackageVersionAsset';

/** Colours by their shields.io names. */
export const badgeColours: Readonly<Record<RunVerdict, string>> = {
  conformant: 'brightgreen',
  'conformant-with-waivers': 'yellow',
  'not-conformant': 'red',
  incomplete: 'lightgrey',
};

/** What the badge says: the verdict, and for which profiles, for a verdict without them claims too much. */
export function badgeMessage({ verdict, run }: Results): string {
  const words = runVerdictWords[verdict].toLowerCase();
  if (verdict === 'not-conformant' || verdict === 'incomplete') return words;
  const profiles = run.claimed.length > 3 ? `${run.claimed.length} profiles` : run.claimed.join(', ');
  return `${words}: ${profiles}`;
}

/** `badge.json`, the response of a shields.io endpoint badge. */
export function renderBadgeEndpoint(results: Results): string {
  const badge = {
    schemaVersion: 1,
    label: badgeLabel,
    message: badgeMessage(results),
    color: badgeColours[results.verdict],
  };
  return `${JSON.stringify(badge, null, 2)}\n`;
}
