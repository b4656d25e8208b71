import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { visible } from '../../judge/index.js';
import { type AssetSet, browserScript, headScript, stylesheet } from './assets.js';
import { IconSheet } from './icons.js';

export interface Page {
  readonly title: string;
  /** What kind of page this is, above its heading. */
  readonly kicker: string;
  /** Which stylesheet and script it takes; those of the reports if it does not say. */
  readonly assets?: AssetSet;
  /** What else belongs into the head. */
  readonly head?: ComponentChildren;
  /** Navigation beyond the page, beside the kicker. */
  readonly navigation?: ComponentChildren;
  readonly children: ComponentChildren;
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing loads, runs or leaves but the two scripts and the one stylesheet of the page, known by their hashes. */
function contentSecurityPolicy(scripts: readonly string[], style: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(' ')}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A whole page as one HTML file: layout, stylesheet, script and policy are the same for every view. */
export function renderPage(page: Page): string {
  const html = renderToStaticMarkup(<Document {...page} />);
  // Every view escapes what it shows. This holds for what a view might forget: attributes, titles.
  return `<!doctype html>\n${visible(html, '\n\t')}\n`;
}

function Document({ title, kicker, assets = 'report', head, navigation, children }: Page) {
  const first = headScript();
  const script = browserScript(assets);
  const style = stylesheet(assets);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy([first, script], style)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        {head}
        {/* Our own script: escaping would change its hash */}
        <script dangerouslySetInnerHTML={{ __html: first }} />
        {/* Our own stylesheet: escaping would change its hash */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <IconSheet />
        <header class="masthead">
          <p class="kicker">
            <span>{kicker}</span> <span>CodeArtifact GetPackageVersionAsset</span>
          </p>
          {navigation}
          <button type="button" class="theme needs-script">
            Theme: auto
          </button>
        </header>
        {children}
        {/* Our own script: escaping would change its hash */}
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}
