/** The theme that a reader chose, kept for the next page. */

const root = document.documentElement;
const key = 'codeartifact-conformance-theme';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function storedTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto'; // Storage is closed to some pages that are opened from disk.
  }
}

export function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Kept for this visit only.
  }
}

/** The theme of the page as it is. */
export const shownTheme = (): Theme => themes.find((theme) => theme === root.dataset.theme) ?? 'auto';

export function showTheme(theme: Theme): void {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
