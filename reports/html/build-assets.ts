import { writeFileSync } from 'node:fs';
import { assetNames, bundleAsset } from './bundle-assets.js';

// The last step of `npm run build`: puts the bundled stylesheet and script beside the compiled code.
for (const name of assetNames) writeFileSync(new URL(name, import.meta.url), bundleAsset(name));
