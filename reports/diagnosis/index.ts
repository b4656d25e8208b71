export { diagnose, unexplained, withDiagnosis } from './diagnose.js';
export {
  type Dictionary,
  dictionaryFile,
  type Failure,
  type KnownDefect,
  packagedDictionary,
  readDictionary,
  writeDictionary,
} from './dictionary.js';
export { caveat, likelihood, type ToldCause, type ToldDiagnosis, tellDiagnosis } from './tell.js';
