export { exampleCredentials, signingName } from './facts.js';
export { Sha256 } from './sha256.js';
