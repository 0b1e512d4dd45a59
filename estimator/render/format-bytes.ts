const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** Bytes in words, in powers of 1000 and three digits: `810 B`, `46.6 MB`, `1.43 GB`. Never 0 for what is not. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < units.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  return `${groupDigits(String(Number(value.toPrecision(3))))} ${units[unit] ?? ''}`;
}

/** Whole bytes with separators: `46,647,759`. */
export function formatWholeNumber(value: number): string {
  return groupDigits(String(value));
}

function groupDigits(digits: string): string {
  return digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}
