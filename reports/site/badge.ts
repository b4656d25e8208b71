import { makeBadge } from 'badge-maker';
import type { Profile } from '../../schemas/index.js';
import { grouped } from '../text.js';
import type { Figures } from './figures.js';

/** A badge of the standings, for one profile or for all MUSTs. */
export interface Badge {
  readonly label: string;
  readonly message: string;
  /** By its shields.io name. */
  readonly color: string;
}

/** Says both figures: what is broken, and, if that is not everything, how much was assessed. */
export function badgeOf({ broken, assessed, total }: Figures, profile?: Profile): Badge {
  const partly = assessed < total ? `, ${grouped(assessed)} of ${grouped(total)} assessed` : '';
  return {
    label: `GetPackageVersionAsset${profile ? ` ${profile}` : ''}`,
    message:
      broken === 0 && partly === ''
        ? `all ${grouped(total)} MUSTs hold`
        : `${grouped(broken)} of ${grouped(assessed)} MUSTs broken${partly}`,
    color: broken > 0 ? 'red' : partly === '' ? 'brightgreen' : 'lightgrey',
  };
}

/** `badges/<implementation>[-<profile>].svg`. */
export function badgeSvg(badge: Badge): string {
  return `${makeBadge(badge)}\n`;
}

/** `badges/<implementation>[-<profile>].json`, the response of a shields.io endpoint badge. */
export function badgeEndpoint(badge: Badge): string {
  return `${JSON.stringify({ schemaVersion: 1, ...badge }, null, 2)}\n`;
}
