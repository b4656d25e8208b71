/** What the user gave: target file, endpoint, environment, and what to say when something in it is wrong. */
export { awsEndpoint, signingRegion } from './aws-endpoint.js';
export { closest } from './closest.js';
export { readValidated } from './read-json.js';
export { requireWritable } from './require-writable.js';
export { suite } from './suite.js';
export { isForEmbeddedTarget, parseEndpoint, readTargetFile, resolveAuth } from './target-file.js';
export { readTls, type TlsFiles } from './tls-files.js';
export { asUserError, NoVerdict, UserError } from './user-error.js';
