/** The search box of every page: it leads to the search page, whose list is in the page itself. */

const box = document.querySelector<HTMLFormElement>('form.site-search');
const input = box?.querySelector('input');

box?.addEventListener('submit', (event) => {
  event.preventDefault();
  const words = input?.value.trim() ?? '';
  location.href = `${box.dataset.search}${words === '' ? '' : `#${new URLSearchParams({ text: words })}`}`;
});

/** `/` goes to the search box, as on many sites, unless somebody is typing. */
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.matches('input, select, textarea')) return;
  event.preventDefault();
  (document.querySelector<HTMLInputElement>('.finder input[name=text]') ?? input)?.focus();
});

export {};
