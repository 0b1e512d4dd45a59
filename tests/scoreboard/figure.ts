/** A published number of bytes, with what its rounding leaves open. */
export interface Figure {
  /** As it was printed. */
  readonly text: string;
  readonly low: number;
  readonly bytes: number;
  readonly high: number;
}

/** Athena's console counts in powers of 1024: twice 160,400,671 bytes were shown as 305.95 MB (case OQ31). */
const unitBytes: Readonly<Record<string, number>> = {
  B: 1,
  KB: 2 ** 10,
  MB: 2 ** 20,
  GB: 2 ** 30,
  TB: 2 ** 40,
};

/** Reads `147.53 MB`, `552599550 B`, `~50 GB` or `<10 MB`: up to half of the last digit lies to both sides. */
export function parseFigure(text: string): Figure {
  const [, sign = '', digits = '', unit = ''] = /^([~<]?)([\d.]+) (\w+)$/.exec(text) ?? [];
  const scale = unitBytes[unit];
  if (scale === undefined) throw new Error(`not a number of bytes: ${text}`);
  const bytes = Number(digits) * scale;
  if (sign === '<') return { text, low: 0, bytes, high: bytes };
  const half = unit === 'B' ? 0 : (scale * 10 ** -decimalsOf(digits)) / 2;
  return { text, low: bytes - half, bytes, high: bytes + half };
}

function decimalsOf(digits: string): number {
  return digits.split('.')[1]?.length ?? 0;
}
