import { readFileSync } from 'node:fs';
import { type RunFile, runFileVariable } from '../schemas/index.js';

/** The run file that the command line wrote for this run. */
export function readRunFile(): RunFile {
  const file = process.env[runFileVariable];
  if (file === undefined)
    throw new Error('These specs are started by the command line: npx codeartifact-conformance run --help');
  return JSON.parse(readFileSync(file, 'utf8')) as RunFile;
}
