/** fast-check arbitraries made from the documented constraints: valid requests, and requests with labelled faults. */
export { alphabetOf, places, type StringPosition, type TextParameterName } from './alphabet.js';
export {
  type CaseOptions,
  type CaseOrigin,
  type Counterexample,
  caseAt,
  defaultCount,
  defaultSeed,
  type GeneratedCase,
  generateCases,
  shrink,
  streamCases,
} from './cases.js';
export { type CharacterClass, characterClasses, classOf } from './characters.js';
export { applyFaults, type Fault, type FaultForm, type FaultyRequest, pairsOf } from './fault.js';
export {
  breakableRequirements,
  constrainedParameter,
  faultArbitrary,
  singleFaults,
} from './fault-arbitrary.js';
export { faultExamples } from './fault-examples.js';
export { type FaultyRequests, faultArbitraries, faultyRequest, twoFaults } from './faulty-request.js';
export { encodeQuery, encodeText, type QueryPair, type Spelling, spellings } from './query.js';
export { sampleRequest } from './sample-request.js';
export { type UnknownCoordinates, unknownCoordinates } from './unknown-coordinates.js';
export { type ValidExample, validExamples } from './valid-examples.js';
export { type AddressedAsset, type ValidRequest, validRequest } from './valid-request.js';
export { validValue } from './valid-value.js';
