/** What the pages of the site do beyond showing themselves. Every page reads well without any of it. */
import '../../html/browser/page.js';
import './finder.js';
import './search-box.js';
