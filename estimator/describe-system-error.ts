const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'it is a folder.',
  EACCES: 'permission is denied.',
  EROFS: 'the disk is read-only.',
  ENOSPC: 'the disk is full.',
  ELOOP: 'links lead in a circle.',
  ENOTDIR: 'there is no such file.',
};

/** What the operating system refused, as the end of a sentence about a path. */
export function describeSystemError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return systemErrors[code] ?? (error instanceof Error ? error.message : String(error));
}
