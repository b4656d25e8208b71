import { readFile } from 'node:fs/promises';
import { type FileKind, validateFile } from '../schemas/index.js';
import { UserError } from './user-error.js';

/** Files that users hand in. Fixtures are read in their own way. */
type Read = Exclude<FileKind, 'fixtures' | 'site-implementation' | 'site-index'>;

const described: Readonly<Record<Read, string>> = {
  'target-file': 'target file',
  waivers: 'waiver file',
  results: 'results file',
  certificate: 'certificate',
};

/**
 * Reads one of the suite's own files and checks it against its schema.
 *
 * @throws UserError that names the file, each wrong place in it, and what is expected there
 */
export async function readValidated<Content>(kind: Read, file: string): Promise<Content> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UserError(`The ${described[kind]} ${file} cannot be read: ${(error as Error).message}`);
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UserError(`The ${described[kind]} ${file} is not JSON: ${(error as Error).message}`);
  }
  const problems = validateFile(kind, data);
  if (problems.length > 0)
    throw new UserError(
      `The ${described[kind]} ${file} is not valid:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
  return data as Content;
}
