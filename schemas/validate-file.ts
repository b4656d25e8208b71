import { type ErrorObject, publishedValidator } from './ajv.js';

/** The suite's own file formats, each with its published JSON Schema. */
export type FileKind =
  | 'certificate'
  | 'fixtures'
  | 'results'
  | 'site-implementation'
  | 'site-index'
  | 'target-file'
  | 'waivers';

/**
 * Judges the content of one of the suite's own files.
 * @param data the parsed JSON
 * @returns one line for each defect: JSON pointer of the place (`/` for the whole), and what is wrong there
 */
export function validateFile(kind: FileKind, data: unknown): string[] {
  const validate = publishedValidator(kind);
  return validate(data) ? [] : (validate.errors ?? []).map(line);
}

function line(error: ErrorObject): string {
  const place = error.instancePath === '' ? '/' : error.instancePath;
  return `${place}: ${message(error)}`;
}

function message({ keyword, params, message: text = keyword, propertyName }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `"${params.additionalProperty}" is not known here`;
    case 'enum': {
      const subject = propertyName === undefined ? 'must be' : `"${propertyName}" must be`;
      return `${subject} one of ${params.allowedValues.join(', ')}`;
    }
    default:
      return propertyName === undefined ? text : `"${propertyName}" ${text}`;
  }
}
