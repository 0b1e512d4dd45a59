/** Bytes in megabytes of 1000^2, one decimal: `46.6 MB`. */
export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A whole number with separators: `1,000,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
