import type { Defect } from './defect.js';
import { bytes } from './wrap.js';

/** Bodies that a proxy or a framework takes for text to be processed: each changes only what it takes for its own. */
export const interpretedDefects: readonly Defect[] = [
  replaced('server-side-includes', 'carries out server side includes', /<!--#.*?-->/g, '(none)'),
  replaced('edge-side-includes', 'carries out edge side includes', /<esi:[^>]*>/g, ''),
  replaced('script-added', 'puts a script at the end of pages', '</body>', '<script></script></body>'),
  replaced('comments-removed', 'takes comments out of pages', /<!--[^#].*?-->/g, ''),
  replaced('links-rewritten', 'turns http links into https links', /http:(?=\/\/)/g, 'https:'),
  replaced('braces-filled-in', 'fills in double braces as templates do', /\{\{.*?\}\}/g, ''),
  replaced('variables-filled-in', 'fills in $ and braces as shells and templates do', /\$\{\w*\}/g, ''),
  replaced('tags-filled-in', 'fills in <%= … %> as templates do', /<%.*?%>/g, ''),
  replaced('keywords-expanded', 'expands keywords such as $Id$', /\$Id\$/g, '$Id: 1 $$'),
  replaced('entities-decoded', 'decodes character references', /&lt;/g, '<'),
];

function replaced(id: string, summary: string, what: string | RegExp, by: string): Defect {
  return {
    id: `body-${id}`,
    breaks: 'RS-02',
    summary,
    change: bytes((content) => Buffer.from(content.toString('latin1').replace(what, by), 'latin1')),
  };
}
