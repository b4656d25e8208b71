import { writeFile } from 'node:fs/promises';
import { packageRoot } from '../../schemas/index.js';
import { renderTraceability } from './render.js';
import { ownSources } from './sources.js';

/** `npm run docs`: writes `docs/traceability.md` of the checkout that this was compiled in. */
await writeFile(new URL('docs/traceability.md', packageRoot), renderTraceability(ownSources));
