import { printable } from './printable.js';

/** `file:line:column`, as editors and terminals link it; without a file `line:column`. */
export function formatLocation(file: string | null, line: number | null, column: number | null): string {
  return [file === null ? null : printable(file), line, column].filter((part) => part !== null).join(':');
}
