export { BodyDigest, headLimitOf } from './body-digest.js';
export { Budget, BudgetSpent } from './budget.js';
export { Connection, type ConnectionOptions, type Sent, userAgent } from './connection.js';
export { failureOf } from './failure.js';
export { proxyFor } from './proxy-for.js';
export type { ChosenWay } from './retry-policy.js';
export { redact, withoutSecrets } from './secrets.js';
export { queryBag } from './signable-request.js';
export { RequestSigner } from './signing.js';
