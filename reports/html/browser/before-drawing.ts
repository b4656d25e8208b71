/**
 * What has to be done before anything of the page is drawn: a page that becomes dark after it was shown flashes. Inlined
 * into the head of every page.
 */
import { showTheme, storedTheme } from './theme.js';

document.documentElement.classList.add('js');
showTheme(storedTheme());
