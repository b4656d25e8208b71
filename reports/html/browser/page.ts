/**
 * What a page does beyond showing itself: theme, copying, filters, permalinks. Inlined into every page, so it stands
 * alone; each part does nothing if its elements are missing, and every page reads well without any of it.
 */
import { shownTheme, showTheme, storeTheme, themes } from './theme.js';

function all<T extends Element>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

// --- theme ---------------------------------------------------------------------------------------------------------

function nameTheme(): void {
  for (const button of all('.theme')) button.textContent = `Theme: ${shownTheme()}`;
}

function nextTheme(): void {
  const next = themes[(themes.indexOf(shownTheme()) + 1) % themes.length] ?? 'auto';
  showTheme(next);
  storeTheme(next);
  nameTheme();
}

nameTheme();

// --- copying -------------------------------------------------------------------------------------------------------

async function copy(button: HTMLButtonElement): Promise<void> {
  const source = button.closest('.command')?.querySelector('code');
  if (!source) return;
  const label = button.textContent;
  button.textContent = (await toClipboard(source)) ? 'Copied' : 'Press Ctrl+C';
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}

/** Copies what is shown, escapes included: what a target sent reaches a terminal as it was read, or not at all. */
async function toClipboard(source: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
  }
}

// --- filters -------------------------------------------------------------------------------------------------------

const filters = document.querySelector<HTMLFormElement>('form.filters');
const requirements = all<HTMLElement>('article.requirement');
const searchable = new WeakMap<HTMLElement, string>();

/** What the text filter looks at: what differs from requirement to requirement, not the labels of the page. */
const SEARCHED = '.rid, h4, .source, .check-title, .said, .wire, .command code';

function textOf(article: HTMLElement): string {
  let text = searchable.get(article);
  if (text === undefined) {
    text = all(SEARCHED, article)
      .map((element) => element.textContent)
      .join(' ')
      .toLowerCase();
    searchable.set(article, text);
  }
  return text;
}

function applyFilters(): void {
  if (!filters) return;
  const data = new FormData(filters);
  const verdicts = new Set(data.getAll('verdict').map(String));
  const level = String(data.get('level') ?? '');
  const profile = String(data.get('profile') ?? '');
  const words = String(data.get('text') ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean);
  let visible = 0;
  for (const article of requirements) {
    const { verdict = '', level: ownLevel, profile: ownProfile } = article.dataset;
    const matches =
      (verdicts.size === 0 || verdicts.has(verdict)) &&
      (level === '' || level === ownLevel) &&
      (profile === '' || profile === ownProfile) &&
      words.every((word) => textOf(article).includes(word));
    article.hidden = !matches;
    if (matches) visible += 1;
  }
  for (const chapter of all<HTMLElement>('section.chapter')) {
    chapter.hidden = !chapter.querySelector('article.requirement:not([hidden])');
  }
  const status = document.querySelector('.shown');
  if (status) status.textContent = `${visible} of ${requirements.length} requirements shown`;
  const none = document.querySelector<HTMLElement>('.none-shown');
  if (none) none.hidden = visible > 0;
}

function openShown(open: boolean): void {
  for (const article of requirements) {
    if (article.hidden) continue;
    for (const details of all<HTMLDetailsElement>(':scope > details', article)) details.open = open;
  }
}

filters?.addEventListener('submit', (event) => event.preventDefault());

const differing = document.querySelector<HTMLInputElement>('input.only-differing');

function applyDiffering(): void {
  for (const row of all<HTMLElement>('tr.same')) row.hidden = differing?.checked === true;
}

// --- the view in the address ---------------------------------------------------------------------------------------

// The fragment is either the id of a place on the page or a view: `#verdict=fail&level=MUST`. A file that is opened
// from disk may change nothing else of its address.

const SHOW_DIFFERING = 'show=differing';

function viewOfControls(): string {
  if (differing) return differing.checked ? SHOW_DIFFERING : '';
  if (!filters) return '';
  const view = new URLSearchParams();
  for (const [name, value] of new FormData(filters)) if (value !== '') view.append(name, String(value));
  return view.toString();
}

function setControls(view: string): void {
  if (differing) {
    differing.checked = view === SHOW_DIFFERING;
    applyDiffering();
  }
  if (!filters) return;
  const wanted = new URLSearchParams(view);
  for (const control of all<HTMLInputElement | HTMLSelectElement>('input, select', filters)) {
    if (control instanceof HTMLInputElement && control.type === 'checkbox')
      control.checked = wanted.getAll(control.name).includes(control.value);
    else control.value = wanted.get(control.name) ?? '';
    // A value that is no choice leaves a list without any.
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = '';
  }
  applyFilters();
}

const isView = (fragment: string): boolean => fragment.includes('=');

/** Brings the page to what its address says: a view, or a place. */
function follow(): void {
  const fragment = location.hash.slice(1);
  if (fragment === '' || isView(fragment)) setControls(fragment);
  else reveal(fragment);
}

/** Writes the view into the address: an entry of the history for each choice, one for a word that is typed. */
function noteView(): void {
  const view = viewOfControls();
  const before = location.hash.slice(1);
  if (view === before) return;
  const typedOn = isView(before) && withoutText(view) === withoutText(before) && before.includes('text=');
  const address = view === '' ? location.href.split('#', 1)[0] : `#${view}`;
  try {
    if (typedOn) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  } catch {
    // Some browsers allow only so many changes in a while: the view itself has changed all the same.
  }
}

function withoutText(view: string): string {
  const rest = new URLSearchParams(view);
  rest.delete('text');
  return rest.toString();
}

filters?.addEventListener('input', () => {
  applyFilters();
  noteView();
});
filters?.addEventListener('reset', () =>
  setTimeout(() => {
    applyFilters();
    noteView();
  }),
);
differing?.addEventListener('input', () => {
  applyDiffering();
  noteView();
});

// --- permalinks ----------------------------------------------------------------------------------------------------

function reveal(id: string): void {
  const target = document.getElementById(decoded(id));
  if (!target?.matches('article.requirement')) return;
  if (target.hidden) setControls('');
  const details = target.querySelector('details');
  if (details) details.open = true;
  target.scrollIntoView();
  target.querySelector('summary')?.focus({ preventScroll: true });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

addEventListener('hashchange', follow);
// A browser that goes back to a page, or reloads it, may restore a form on its own.
addEventListener('pageshow', () => {
  applyFilters();
  applyDiffering();
  follow();
});
if (filters && isView(location.hash)) document.getElementById('requirements')?.scrollIntoView();

// --- clicks --------------------------------------------------------------------------------------------------------

document.addEventListener('click', (event) => {
  const element = event.target instanceof Element ? event.target : null;
  const button = element?.closest<HTMLButtonElement>('button');
  if (button?.matches('.theme')) nextTheme();
  else if (button?.matches('.copy')) void copy(button);
  else if (button?.matches('.open-all')) openShown(true);
  else if (button?.matches('.close-all')) openShown(false);
  const link = element?.closest<HTMLAnchorElement>('a[href^="#"]');
  // The same permalink twice is no change of the hash.
  if (link && link.hash === location.hash) setTimeout(follow);
});
