import type { ComponentChildren } from 'preact';

interface ScrollRegionProps {
  /** Its name for assistive technology. */
  label: string;
  class?: string;
  children: ComponentChildren;
}

/** A part of a page that may be wider than the screen, and then scrolls by itself, by keyboard too. */
export function ScrollRegion({ label, class: more, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class={more ? `scroll ${more}` : 'scroll'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** Preformatted text that scrolls in the same way. */
export function ScrollText({ class: name, children }: Pick<ScrollRegionProps, 'class' | 'children'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre class={name} tabIndex={0}>
      {children}
    </pre>
  );
}
