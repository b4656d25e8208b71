import { grouped } from '../text.js';
import { Foreign } from './foreign.js';

/** A command that is cut would do something else: then it is named, not shown. */
const LONGEST_COMMAND = 6000;

/** A command line of a check, to copy. */
export function Command({ name, text }: { name: 'curl' | 'replay'; text: string | undefined }) {
  if (text === undefined) return null;
  const title = name === 'curl' ? 'Send it again' : 'Run this check again';
  if (text.length > LONGEST_COMMAND) {
    return (
      <p class="not-shown">
        {title}: the {name} line has {grouped(text.length)} characters; it is in results.json.
      </p>
    );
  }
  return (
    <div class="command">
      <span>{title}</span>
      <code>
        <Foreign text={text.trim()} limit={LONGEST_COMMAND} />
      </code>
      <button type="button" class="copy needs-script" aria-label={`Copy the ${name} line`}>
        Copy
      </button>
    </div>
  );
}
