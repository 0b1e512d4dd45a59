import { civilTime, isPlainYear } from '../evaluate/calendar.js';
import type { DomainValue } from '../scan/domain.js';
import type { DateValue, TimestampValue } from '../sql/value.js';

/**
 * A value as Athena's SQL writes it; null for dates that are not of the years 1 to 9999, and for moments between the
 * milliseconds that Athena's timestamps have.
 */
export function literalText(value: DomainValue): string | null {
  switch (value.kind) {
    case 'boolean':
    case 'integer':
      return String(value.value);
    case 'double':
      return Number.isFinite(value.value) ? value.value.toExponential().toUpperCase().replace('+', '') : null;
    case 'decimal':
      return `DECIMAL '${decimalText(value.unscaled, value.scale)}'`;
    case 'varchar':
      return `'${value.value.replaceAll("'", "''")}'`;
    case 'date':
      return dated({ kind: 'date', days: value.days }, 'DATE');
    case 'timestamp':
      return dated({ kind: 'timestamp', micros: value.micros, zoned: false }, 'TIMESTAMP');
  }
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${unscaled < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}

function dated(value: DateValue | TimestampValue, type: 'DATE' | 'TIMESTAMP'): string | null {
  const time = civilTime(value);
  if (!isPlainYear(time.year)) return null;
  const day = [padded(time.year, 4), padded(time.month, 2), padded(time.day, 2)].join('-');
  if (type === 'DATE') return `DATE '${day}'`;
  const clock = [time.hour, time.minute, time.second].map((part) => padded(part, 2)).join(':');
  if (time.micros % 1000 !== 0) return null;
  const fraction = time.micros === 0 ? '' : `.${padded(time.micros / 1000, 3)}`;
  return `TIMESTAMP '${day} ${clock}${fraction}'`;
}

function padded(figure: number, digits: number): string {
  return String(figure).padStart(digits, '0');
}
