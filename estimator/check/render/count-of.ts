/** `1 file`, `5,000 files`. */
export function countOf(count: number, name: string): string {
  return `${count.toLocaleString('en-US')} ${name}${count === 1 ? '' : 's'}`;
}
