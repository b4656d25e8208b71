/**
 * Narrows a list down. A form `.finder` filters what is `.findable`: words of the text field must stand in the entry or
 * in its `data-words`, and each selection must be what the entry's `data-<name>` says. The selection `profile` of the
 * standings orders instead. The view stands in the address, so that it can be shared.
 */

const form = document.querySelector<HTMLFormElement>('form.finder');
const entries = [...document.querySelectorAll<HTMLElement>('.findable')];
const ranking = document.querySelector<HTMLElement>('.ranked');

const texts = new WeakMap<HTMLElement, string>();

function textOf(entry: HTMLElement): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const text = `${entry.textContent} ${entry.dataset.words ?? ''}`.toLowerCase();
  texts.set(entry, text);
  return text;
}

function chosen(data: FormData, name: string): string {
  return String(data.get(name) ?? '');
}

function matches(entry: HTMLElement, data: FormData): boolean {
  const words = chosen(data, 'text').toLowerCase().split(/\s+/).filter(Boolean);
  const selections = [...data.keys()].filter((name) => name !== 'text' && !(ranking && name === 'profile'));
  return (
    selections.every((name) => chosen(data, name) === '' || chosen(data, name) === entry.dataset[name]) &&
    words.every((word) => textOf(entry).includes(word))
  );
}

function apply(): void {
  if (!form) return;
  const data = new FormData(form);
  let visible = 0;
  for (const entry of entries) {
    entry.hidden = !matches(entry, data);
    if (!entry.hidden) visible += 1;
  }
  for (const chapter of document.querySelectorAll<HTMLElement>('section.chapter'))
    chapter.hidden = !chapter.querySelector('.findable:not([hidden])');
  const status = form.querySelector('.shown');
  if (status) status.textContent = `${visible} of ${entries.length} ${form.dataset.noun} shown`;
  const none = document.querySelector<HTMLElement>('.none-shown');
  if (none) none.hidden = visible > 0;
  if (ranking) rankBy(chosen(data, 'profile'));
}

// --- ranks ---------------------------------------------------------------------------------------------------------

const UNRANKED = Number.POSITIVE_INFINITY;

function rankIn(row: Element, profile: string): number {
  return Number(row.getAttribute(`data-rank-${profile}`) ?? UNRANKED);
}

/** Shows the ranks of a profile and puts the rows in their order. */
function rankBy(profile: string): void {
  const rows = [...(ranking?.children ?? [])];
  rows.sort((a, b) => {
    const [first, second] = [rankIn(a, profile), rankIn(b, profile)];
    return first === second ? 0 : first - second;
  });
  for (const row of rows) {
    const rank = rankIn(row, profile);
    const cell = row.querySelector('.rank');
    if (cell) cell.textContent = rank === UNRANKED ? '–' : String(rank);
  }
  ranking?.append(...rows);
  for (const label of document.querySelectorAll('.rank-by')) label.textContent = profile;
  for (const cell of document.querySelectorAll<HTMLElement>('[data-column]'))
    cell.classList.toggle('chosen', cell.dataset.column === profile);
}

// --- the view in the address ---------------------------------------------------------------------------------------

function controls(): (HTMLInputElement | HTMLSelectElement)[] {
  return form ? [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')] : [];
}

function initialOf(control: HTMLInputElement | HTMLSelectElement): string {
  return control instanceof HTMLSelectElement ? (control.options[0]?.value ?? '') : '';
}

/** Brings the form to what the address says; other fragments are places on the page. */
function follow(): void {
  const fragment = location.hash.slice(1);
  if (fragment !== '' && !fragment.includes('=')) return;
  const wanted = new URLSearchParams(fragment);
  for (const control of controls()) {
    control.value = wanted.get(control.name) ?? initialOf(control);
    // A value that is no choice leaves a list without any.
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = initialOf(control);
  }
  apply();
}

function noteView(): void {
  const view = new URLSearchParams();
  for (const control of controls())
    if (control.value !== initialOf(control)) view.append(control.name, control.value);
  const address = view.size === 0 ? location.href.split('#', 1)[0] : `#${view}`;
  try {
    history.replaceState(null, '', address);
  } catch {
    // Some browsers allow only so many changes in a while: the view itself has changed all the same.
  }
}

if (form) {
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => {
    apply();
    noteView();
  });
  form.addEventListener('reset', () =>
    setTimeout(() => {
      apply();
      noteView();
    }),
  );
  addEventListener('hashchange', follow);
  // A browser that goes back to a page, or reloads it, may restore a form on its own.
  addEventListener('pageshow', follow);
}

export {};
