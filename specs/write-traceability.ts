import { writeFile } from 'node:fs/promises';
import { renderTraceability } from './traceability.js';
import { ownSources } from './traceability-sources.js';

/** `npm run docs`: writes `docs/traceability.md` of the checkout that this was compiled in. */
await writeFile(new URL('../../docs/traceability.md', import.meta.url), renderTraceability(ownSources));
