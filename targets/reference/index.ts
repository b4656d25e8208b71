/**
 * The reference target: the operation as documented, with seeded defects and lawful variants, and an HTTP server for it.
 */
export {
  type AssetSource,
  defaultFixtures,
  embeddedFixtures,
  generatedAsset,
  gibibyte,
  type LoadedFixtures,
  mebibyte,
  readFixtures,
  scaleFixture,
  standardAssets,
} from '../fixtures/index.js';
export { exampleCredentials } from '../sigv4/index.js';
export { type Defect, defectChapters, defects, findDefect } from './defects/index.js';
export { emptyStore, MutableStore } from './management/index.js';
export type { Operation } from './operation.js';
export { type ReferenceOptions, referenceOperation, type StageChange } from './reference-operation.js';
export { headerRecord, noBytes, type ReferenceRequest, splitTarget } from './request.js';
export type { ReferenceResponse, Wire } from './response.js';
export { scenarioHeader } from './scenario.js';
export { type ReferenceServer, type ReferenceServerOptions, startReferenceServer } from './server.js';
export { ideal, type Stages } from './stages.js';
export type {
  Store,
  StoredAsset,
  StoredDomain,
  StoredRepository,
  StoredVersion,
} from './store.js';
export { findVariant, type Variant, variantChapters, variants } from './variants/index.js';
