/** What the file system says no with, for a person. */
const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'something else is in its place',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'a folder is in its place',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'nothing can be created there',
  EFBIG: 'it would be larger than this user may write',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * One line for an error of the file system that the user can do something about, such as results that cannot be written;
 * undefined for any other error.
 */
export function fileProblem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : reasons[code];
  if (reason === undefined || syscall === undefined || syscall === 'listen') return undefined;
  // What is not there cannot be read, which is another matter.
  if (code === 'ENOENT' && !syscall.startsWith('mkd')) return undefined;
  return `${path ?? 'A file'} cannot be written: ${reason} (${code}). Name another folder.`;
}
