import { existsSync } from 'node:fs';

/**
 * The folder of this package, as a URL that ends with a slash: the first folder above this file that has a
 * `package.json`. It is the same whether the code runs from its TypeScript sources or compiled, from `dist/`.
 */
export const packageRoot: URL = findRoot(new URL('.', import.meta.url));

function findRoot(folder: URL): URL {
  if (existsSync(new URL('package.json', folder))) return folder;
  const parent = new URL('..', folder);
  if (parent.href === folder.href) throw new Error(`There is no package.json above ${import.meta.url}`);
  return findRoot(parent);
}
