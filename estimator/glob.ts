import picomatch from 'picomatch';

/** Whether a name fits one of the patterns. A line break in a name is a character as any other. */
export function fitsGlob(
  patterns: readonly string[],
  options: { readonly dot?: boolean } = {},
): (name: string) => boolean {
  return picomatch([...patterns], { ...options, flags: 's' });
}
