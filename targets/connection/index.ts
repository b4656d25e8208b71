export { BodyDigest, headLimitOf } from './body-digest.js';
export { Budget, BudgetSpent } from './budget.js';
export { Connection, type ConnectionOptions, type Sent, userAgent } from './connection.js';
export { failureOf } from './failure.js';
export { redact, withoutSecrets } from './secrets.js';
export { NodeSha256, queryBag, RequestSigner, referenceCredentials, signingName } from './signing.js';
