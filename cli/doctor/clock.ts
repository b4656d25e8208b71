import { headerValue, type RecordedResponse } from '../../judge/index.js';
import { type Diagnosis, fine, note, problem } from './diagnosis.js';

/** Milliseconds by which a signature may be off before a service refuses it (Signature Version 4). */
const allowedSkew = 5 * 60_000;

/** Compares the Date header of a response with our clock. */
export function clock(response: RecordedResponse, now: number): Diagnosis {
  const header = headerValue(response.headers, 'date');
  const theirs = header === undefined ? Number.NaN : Date.parse(header);
  if (Number.isNaN(theirs)) return note('clock', 'unknown: the target sends no Date header');
  const skew = now - theirs;
  const minutes = Math.round(Math.abs(skew) / 60_000);
  if (Math.abs(skew) <= allowedSkew)
    return fine('clock', 'the clocks of this machine and the target differ by less than five minutes');
  return problem(
    'clock',
    `the clock of this machine is ${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'} the target’s: signatures will be rejected`,
    'configuration',
    'Correct the wrong clock, of this machine or of the target (NTP).',
  );
}
