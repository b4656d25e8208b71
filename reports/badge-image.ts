import { makeBadge } from 'badge-maker';
import type { Results } from '../schemas/index.js';
import { badgeColours, badgeLabel, badgeMessage } from './badge.js';

/** `badge.svg`. */
export function renderBadge(results: Results): string {
  const badge = {
    label: badgeLabel,
    message: badgeMessage(results),
    color: badgeColours[results.verdict],
  };
  return `${makeBadge(badge)}\n`;
}
