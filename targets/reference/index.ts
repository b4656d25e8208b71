/**
 * The reference target: the operation as MSW handlers for tests of your own, and as an HTTP server over the same handlers.
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
export { exampleCredentials } from './access.js';
export { type Defect, defectChapters, defects, findDefect } from './defects/index.js';
export {
  codeArtifactHandlers,
  type ReferenceOptions,
  referenceOperation,
  type StageChange,
} from './handlers.js';
export { emptyStore, MutableStore } from './management/index.js';
export type { Operation } from './operation.js';
export type { ReferenceRequest } from './request.js';
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
