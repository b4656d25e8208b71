import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../schemas/index.js';

/** The path of a file of this package, whether the tests run from their sources or compiled. */
export const packageFile = (path: string): string => fileURLToPath(new URL(path, packageRoot));

/** The command line as it is published: the build must be current, as `npm test` sees to. */
export const builtCli = packageFile('dist/cli/main.js');
