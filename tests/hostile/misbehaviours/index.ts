import type { HostileCase } from '../hostile-case.js';
import { content } from './content.js';
import { downloads } from './downloads.js';
import { elsewhere } from './elsewhere.js';
import { floods } from './floods.js';
import { framing } from './framing.js';
import { garbage } from './garbage.js';
import { lawful } from './lawful.js';
import { load } from './load.js';
import { outages } from './outages.js';
import { silence } from './silence.js';

/** Every misbehaviour, and the odd ways that are none. */
export const hostileCases: readonly HostileCase[] = [
  ...silence,
  ...framing,
  ...downloads,
  ...floods,
  ...garbage,
  ...content,
  ...elsewhere,
  ...outages,
  ...lawful,
  ...load,
];
