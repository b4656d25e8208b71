import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as esbuild from 'esbuild';
import { packageRoot } from '../../schemas/index.js';

/** What every page inlines, and the source that esbuild bundles it from. */
const entries = {
  'before-drawing.min.js': 'reports/html/browser/before-drawing.ts',
  'report.min.css': 'reports/html/styles/report.css',
  'report.min.js': 'reports/html/browser/page.ts',
  'site.min.css': 'reports/site/styles/site.css',
  'site.min.js': 'reports/site/browser/site.ts',
} as const;

export type AssetName = keyof typeof entries;
export const assetNames = Object.keys(entries) as readonly AssetName[];

/**
 * Bundles one asset from its sources. Only the build does this, and a run from TypeScript sources: esbuild is no
 * dependency of the published package.
 *
 * @throws if esbuild is not installed or the sources do not compile
 */
export function bundleAsset(name: AssetName): string {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof esbuild;
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(entries[name], packageRoot))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text.trim() ?? '';
  // The text is ASCII (esbuild's default), so that a page, which makes invisible characters visible, keeps its hash.
  // esbuild escapes closing tags of script and style: a page inlines the text as it is.
  if (/<\/(script|style)/i.test(text)) throw new Error(`${entries[name]} closes its own element`);
  return text;
}
