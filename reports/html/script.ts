import { readFileSync } from 'node:fs';

let cached: string | undefined;

/**
 * The compiled `browser/page.ts` as the text of a classic script: the compiler's module marker and its reference to a
 * source map, which would be a request, are taken away.
 * @throws where the build is incomplete
 */
export function browserScript(): string {
  cached ??= wrap(readFileSync(new URL('./browser/page.js', import.meta.url), 'utf8'));
  return cached;
}

function wrap(compiled: string): string {
  const plain = compiled
    .replace(/^export \{\};$/m, '')
    .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    .trim();
  if (/^(import|export) /m.test(plain) || plain.includes('</')) {
    throw new Error('reports/html/browser/page.ts must stand alone: no imports, no exports, no closing tags');
  }
  return `(() => {\n'use strict';\n${plain}\n})();`;
}
