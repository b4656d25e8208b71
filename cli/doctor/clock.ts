import { headerValue, type RecordedResponse } from '../../judge/index.js';
import { type Diagnosis, fine, note, problem } from './diagnosis.js';

/** Milliseconds by which a signature may be off before a service refuses it (Signature Version 4). */
const allowedSkew = 5 * 60_000;

/** Compares the Date header of a response with our clock. */
export function clock(response: RecordedResponse, now: number): Diagnosis {
  const header = headerValue(response.headers, 'date');
  const theirs = header === undefined ? Number.NaN : Date.parse(header);
  if (Number.isNaN(theirs)) return note('clock', 'the target does not say what time it is (no Date header)');
  const skew = now - theirs;
  const minutes = Math.round(Math.abs(skew) / 60_000);
  if (Math.abs(skew) <= allowedSkew)
    return fine('clock', 'ours and the target’s agree to within five minutes');
  return problem(
    'clock',
    `ours is ${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'} the target’s: signatures will be refused`,
    'set-up',
    'Set the clock that is wrong, this machine’s or the target’s (NTP).',
  );
}
