import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Esbuild from 'esbuild';

let cached: string | undefined;

/**
 * The script that a report inlines, `browser/page.ts`, as the text of a classic script.
 * @throws Error if the script does not stand alone
 */
export function browserScript(): string {
  cached ??= wrap(compiled());
  return cached;
}

/** The build has compiled it; from the TypeScript sources, esbuild does so now. */
function compiled(): string {
  const built = new URL('./browser/page.js', import.meta.url);
  if (existsSync(built)) return readFileSync(built, 'utf8');
  const { transformSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
  const source = readFileSync(new URL('./browser/page.ts', import.meta.url), 'utf8');
  return transformSync(source, { loader: 'ts', target: 'es2022' }).code;
}

/** Takes away the compiler's module marker, and its reference to a source map, which would be a request. */
function wrap(code: string): string {
  const plain = code
    .replace(/^export \{\};$/m, '')
    .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    .trim();
  if (/^(import|export) /m.test(plain) || plain.includes('</')) {
    throw new Error('reports/html/browser/page.ts must stand alone: no imports, no exports, no closing tags');
  }
  return `(() => {\n'use strict';\n${plain}\n})();`;
}
