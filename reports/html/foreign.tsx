import { clip, textParts } from '../../judge/index.js';
import type { DifferencePart } from '../difference.js';
import { grouped } from '../text.js';

/**
 * Text that a target or a file provided. What cannot be seen is shown as an escape of its own colour, so that it
 * cannot be confused with the same characters written out.
 * @param limit characters shown at most
 * @param lines whether line feeds stand (within `pre`)
 */
export function Foreign({
  text,
  limit = 1200,
  lines = false,
}: {
  text: string;
  limit?: number;
  lines?: boolean;
}) {
  const { text: head, rest } = clip(text, limit);
  return (
    <>
      {textParts(head, lines ? '\n\t' : '').map(({ text, escaped }) =>
        escaped ? <i class="esc">{text}</i> : text,
      )}
      {rest > 0 && <em class="cut"> … {grouped(rest)} more characters</em>}
    </>
  );
}

/** One side of a comparison, with marks if the other side lacks it; `limit` is that of each piece. */
export function Marked({ parts, limit }: { parts: readonly DifferencePart[]; limit: number }) {
  return (
    <>
      {parts.map(({ text, differs }) =>
        differs ? (
          <mark>
            <Foreign text={text} limit={limit} />
          </mark>
        ) : (
          <Foreign text={text} limit={limit} />
        ),
      )}
    </>
  );
}

/** A statement of the catalogue: what stands between backticks is code. */
export function Statement({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}
