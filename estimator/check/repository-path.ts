import { posix } from 'node:path';
import type { CheckReport } from './check-report.js';

/** A file of the report as a path from the root of the repository, which is what CI systems ask for. */
export function repositoryPath(file: string, { check }: CheckReport): string {
  return posix.normalize(posix.join(check.folder, file));
}
