import type { ComponentChildren } from 'preact';

interface FinderProps {
  /** Name of the form for assistive technology. */
  label: string;
  /** What is counted: `3 of 40 requirements`. */
  noun: string;
  /** What is typed: read out, and shown while nothing is. */
  text: { name: string; placeholder: string };
  /** Further filters. */
  children?: ComponentChildren;
}

/** A form that narrows down the list after it; `reports/site/browser/finder.ts` does the work. */
export function Finder({ label, noun, text, children }: FinderProps) {
  return (
    <form class="finder needs-script" aria-label={label} data-noun={noun}>
      <div class="filter-row">
        <label class="search">
          <span class="unseen">{text.name}</span>
          <input type="search" name="text" placeholder={text.placeholder} autocomplete="off" />
        </label>
        {children}
        <button type="reset">Clear</button>
      </div>
      <p class="shown" role="status" />
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  /** Whether the label is seen, or only read out. */
  visible?: boolean;
  /** Value and words; the first is what is chosen unless somebody chooses. */
  options: readonly (readonly [value: string, words: string])[];
}

/** One filter with a few values. */
export function Choice({ name, label, visible = false, options }: ChoiceProps) {
  return (
    <label class="choice">
      {visible ? `${label} ` : <span class="unseen">{label}</span>}
      <select name={name}>
        {options.map(([value, words]) => (
          <option value={value}>{words}</option>
        ))}
      </select>
    </label>
  );
}

/** Each value under its own name. */
export const asOptions = (values: readonly string[]): [string, string][] =>
  values.map((value) => [value, value]);
