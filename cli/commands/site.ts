import { join } from 'node:path';
import { asUserError, requireWritable, suite, UserError } from '../../config/index.js';
import { UnreadableResults, writeSite } from '../../reports/index.js';
import { catalogueDigest } from '../../schemas/index.js';
import { assessment } from '../assessment.js';

interface SiteFlags {
  readonly out: string;
  readonly url?: string;
}

/**
 * Writes several results folders as a static site.
 *
 * @throws UserError if a folder holds no results or the address is none
 */
export async function site(dirs: readonly string[], { out, url }: SiteFlags): Promise<void> {
  await requireWritable(out);
  const { implementations, runs, pages } = await asUserError(
    [UnreadableResults],
    writeSite(dirs, out, {
      assessment,
      suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
      ...(url === undefined ? {} : { address: addressOf(url) }),
    }),
  );
  process.stdout.write(
    `${implementations} implementations, ${runs} runs, ${pages} pages: ${join(out, 'index.html')}\n`,
  );
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UserError(
      `--url ${text}: must be an http or https address, e.g. https://example.github.io/standings/`,
    );
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
