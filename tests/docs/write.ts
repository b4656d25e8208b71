/**
 * `npm run docs`: writes the summaries `docs/traceability.md` and `docs/kill-matrix.md`, and the pages about requirements,
 * defects and the reference page into `docs/pages/`.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { assessment } from '../../cli/assessment.js';
import { suite } from '../../config/index.js';
import { writeSite } from '../../reports/index.js';
import { catalogueDigest, packageRoot } from '../../schemas/index.js';
import { ownSources } from './sources.js';
import { renderKillMatrix, renderTraceability } from './summaries.js';

await writeFile(new URL('docs/traceability.md', packageRoot), renderTraceability(ownSources));
await writeFile(new URL('docs/kill-matrix.md', packageRoot), renderKillMatrix(ownSources));
const { pages } = await writeSite([], fileURLToPath(new URL('docs/pages', packageRoot)), {
  assessment,
  suite: { name: suite.name, version: suite.version, catalogueDigest: catalogueDigest() },
});
console.log(`docs/traceability.md, docs/kill-matrix.md and ${pages} pages: docs/pages/index.html`);
