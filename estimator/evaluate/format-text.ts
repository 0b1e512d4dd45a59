import { formatDate, isPlainTime } from './calendar.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';

const placeholder = /%(?:%|(0?)(\d{0,3})([sd]))/g;

/** `format('%d-%02d', ...)` for texts, integers and dates. Other conversions of Java's Formatter are left open. */
export function formatText(pattern: string, values: readonly Known[]): Outcome {
  if (/%/.test(pattern.replace(placeholder, ''))) return UNKNOWN;
  let next = 0;
  let outcome: typeof FAILED | typeof UNKNOWN | null = null;
  const text = pattern.replace(
    placeholder,
    (all: string, zero: string, width: string, conversion: string) => {
      if (all === '%%') return '%';
      const value = values[next];
      next += 1;
      const printed = value === undefined ? FAILED : print(value, conversion);
      if (typeof printed === 'symbol') {
        outcome ??= printed;
        return '';
      }
      const isPadded = zero === '0' && conversion === 'd' && !printed.startsWith('-');
      if (zero === '0' && !isPadded) outcome ??= UNKNOWN;
      return printed.padStart(Number(width), isPadded ? '0' : ' ');
    },
  );
  return outcome ?? text;
}

function print(value: Known, conversion: string): string | typeof FAILED | typeof UNKNOWN {
  if (typeof value === 'bigint') return value.toString();
  if (conversion === 'd') return typeof value === 'string' ? FAILED : UNKNOWN;
  if (typeof value === 'string') return value;
  const isDate = typeof value === 'object' && value.kind === 'date' && isPlainTime(value);
  return isDate ? formatDate(value.days) : UNKNOWN;
}
