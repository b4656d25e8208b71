import { createRequire } from 'node:module';
import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { FormatsPlugin } from 'ajv-formats';
import { type JsonSchema, readSchema, type SchemaFile } from './schema-file.js';

export type { ErrorObject, ValidateFunction };

const require = createRequire(import.meta.url);
let instance: Ajv2020 | undefined;

/** The one Ajv instance. It is loaded on first use: most importers of the catalogue never validate anything. */
function ajv(): Ajv2020 {
  if (instance === undefined) {
    const { Ajv2020: Constructor } = require('ajv/dist/2020.js') as { Ajv2020: typeof Ajv2020 };
    const addFormats = require('ajv-formats') as FormatsPlugin;
    // strictTypes wants `type` beside every keyword, also in the branches of if/then that only add one.
    instance = new Constructor({
      allErrors: true,
      verbose: true,
      allowUnionTypes: true,
      strictTypes: false,
      // The schemas are part of this package: the tests hold them to the dialect, not each start.
      validateSchema: false,
    });
    instance.addVocabulary(['x-requirement', 'x-member']);
    addFormats(instance);
  }
  return instance;
}

/** Compiles a schema that is not published as it stands; give it no `$id`, which would stay taken. */
export function compileSchema(schema: JsonSchema): ValidateFunction {
  return ajv().compile(schema);
}

const published = new Map<string, ValidateFunction>();

/**
 * The validator of a published schema, or of the part of it that a JSON pointer names; compiled once.
 * @throws if the schema has no such part
 */
export function publishedValidator(name: SchemaFile, pointer = ''): ValidateFunction {
  const key = `${name}#${pointer}`;
  let validator = published.get(key);
  if (validator === undefined) {
    validator = findValidator(name, pointer);
    // Ajv resolves an id with a pointer again each time, which costs more than most validations.
    published.set(key, validator);
  }
  return validator;
}

function findValidator(name: SchemaFile, pointer: string): ValidateFunction {
  const id = `urn:codeartifact-conformance:schema:${name}`;
  if (ajv().getSchema(id) === undefined) ajv().addSchema(readSchema(name), id);
  const validator = ajv().getSchema(pointer === '' ? id : `${id}#${pointer}`);
  if (validator === undefined) throw new Error(`${name}.schema.json has nothing at ${pointer}`);
  return validator;
}
