import { mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Finds out whether a folder, or one that is to be created, can be written to, before any work is done whose results
 * would be lost. Leaves nothing behind.
 *
 * @throws the error of the file system if it cannot
 */
export async function requireWritable(dir: string): Promise<void> {
  const folder = resolve(dir);
  const probe = await mkdtemp(join(await nearestExisting(folder, folder), '.writable-')).catch(
    (error: NodeJS.ErrnoException) => {
      throw Object.assign(error, { path: dir });
    },
  );
  await rmdir(probe);
}

/** The folder itself, or the nearest above it that is there. Node.js tries for ever to create a path in /proc. */
async function nearestExisting(path: string, wanted: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Below a file: the file itself is found further up.
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    return nearestExisting(dirname(path), wanted);
  }
  const code = path === wanted ? 'EEXIST' : 'ENOTDIR';
  throw Object.assign(new Error(`${code}: ${path} is a file`), { code, path: wanted, syscall: 'mkdir' });
}
