import { fitsGlob } from '../glob.js';

/** Whether a name fits as `findFiles` finds files of a folder: by glob, or as a SQL file in a folder that is named. */
export function fitsPatterns(
  patterns: readonly string[],
  exclude: readonly string[],
): (file: string) => boolean {
  const isExcluded = isExcludedBy(exclude);
  const plain = patterns.map((pattern) => pattern.replace(/^\.\//, '').replace(/\/+$/, ''));
  const fits = fitsGlob(plain.filter((pattern) => pattern !== ''));
  const inFolder = (file: string): boolean =>
    plain.some(
      (pattern) => pattern === '.' || pattern === '' || file === pattern || file.startsWith(`${pattern}/`),
    );
  return (file) => !isExcluded(file) && (fits(file) || (inFolder(file) && file.endsWith('.sql')));
}

export function isExcludedBy(exclude: readonly string[]): (file: string) => boolean {
  return fitsGlob(['**/node_modules/**', ...exclude], { dot: true });
}
