/** Whole bytes of `parts` objects of nearly one size that make up `total`. */
export function spread(total: number, parts: number): readonly number[] {
  const each = Math.floor(Math.round(total) / parts);
  const sizes = Array.from({ length: parts - 1 }, () => each);
  return [...sizes, Math.round(total) - each * (parts - 1)];
}

/** The same as objects: `keyOf(0)`, `keyOf(1)`, ... */
export function spreadObjects(
  total: number,
  parts: number,
  keyOf: (index: number) => string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(spread(total, parts).map((bytes, index) => [keyOf(index), bytes]));
}
