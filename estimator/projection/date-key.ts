import { daysOfMicros } from '../evaluate/calendar.js';
import type { Clock } from '../evaluate/compiled.js';
import type { PatternElement } from '../evaluate/date-pattern.js';
import { printDate } from '../evaluate/print-date.js';
import { readDate } from '../evaluate/read-date.js';
import type { Value } from '../sql/value.js';
import { type DateStepUnit, dateStepUnit, stepFrom, stepsBetween } from './date-step.js';
import { parseJavaPattern } from './java-date-pattern.js';
import type { ProjectedKey, ProjectedValue } from './projected-key.js';
import {
  countProperty,
  failProjection,
  type KeyDeclaration,
  propertyOf,
  rangeProperty,
  requiredProperty,
} from './projection-property.js';

/**
 * From one date to another, both inclusive, in steps. The ends are written in the format, or relative to the time of
 * the query in UTC: `NOW`, `NOW-3YEARS`.
 */
export function dateKey(declaration: KeyDeclaration, clock: Clock): ProjectedKey {
  const { key, type } = declaration;
  const kind = type.kind;
  if (kind !== 'varchar' && kind !== 'char' && kind !== 'date' && kind !== 'timestamp') {
    failProjection(declaration, `${key} is of type date in the projection, but not in the table.`);
  }
  const format = requiredProperty(declaration, 'format');
  const elements = parseJavaPattern(format);
  if (elements === null) {
    failProjection(declaration, `projection.${key}.format ${format} is not read here.`);
  }
  const [first, last] = rangeProperty(declaration).map((text) => readEnd(declaration, text, elements, clock));
  if (first === undefined || last === undefined || first > last) {
    failProjection(declaration, `projection.${key}.range ends before it begins.`);
  }
  const { interval, unit } = readStep(declaration, elements);
  const projected = (micros: bigint): ProjectedValue => {
    const text =
      print(elements, micros) ?? failProjection(declaration, `a date of ${key} cannot be printed.`);
    return { text, value: valueOfKind(kind, text, micros) };
  };
  return {
    count: stepsBetween(first, last, interval, unit) + 1,
    *values() {
      // A step finer than the format gives the same text again.
      let before: string | null = null;
      for (let micros = first; micros <= last; micros = stepFrom(micros, interval, unit)) {
        const value = projected(micros);
        if (value.text !== before) yield value;
        before = value.text;
      }
    },
    find(text) {
      const micros = readDate(elements, text);
      if (typeof micros !== 'bigint' || micros < first || micros > last) return null;
      const steps = BigInt(stepsBetween(first, micros, interval, unit));
      const isOnStep = print(elements, stepFrom(first, steps * interval, unit)) === text;
      return isOnStep ? projected(micros) : null;
    },
  };
}

function valueOfKind(kind: 'varchar' | 'char' | 'date' | 'timestamp', text: string, micros: bigint): Value {
  if (kind === 'date') return { kind: 'date', days: daysOfMicros(micros) };
  return kind === 'timestamp' ? { kind: 'timestamp', micros, zoned: false } : text;
}

function print(elements: readonly PatternElement[], micros: bigint): string | null {
  const text = printDate(elements, { kind: 'timestamp', micros, zoned: false });
  return typeof text === 'string' ? text : null;
}

/** https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html, read 2026-11-25 */
const relativeEnd = /^NOW\s*(?:([+-])\s*(\d{1,9})\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?)?$/i;

/** Cut to what the format says: a NOW of days begins at midnight. */
function readEnd(
  declaration: KeyDeclaration,
  text: string,
  elements: readonly PatternElement[],
  { nowMicros }: Clock,
): bigint {
  const match = relativeEnd.exec(text);
  const written = match === null ? text : print(elements, relativeTo(nowMicros, match));
  const micros = written === null ? null : readDate(elements, written);
  if (typeof micros === 'bigint') return micros;
  return failProjection(
    declaration,
    `projection.${declaration.key}.range has ${text}, which is neither of the format ${requiredProperty(declaration, 'format')} nor NOW.`,
  );
}

function relativeTo(nowMicros: bigint, [, sign, count, unit]: RegExpExecArray): bigint {
  // Dates are printed to the millisecond at most.
  const now = nowMicros - (nowMicros % 1000n);
  const step = unit === undefined ? null : dateStepUnit(unit);
  if (step === null) return now;
  return stepFrom(now, BigInt(count ?? '0') * (sign === '-' ? -1n : 1n), step);
}

interface Step {
  readonly interval: bigint;
  readonly unit: DateStepUnit;
}

/** Without a unit, one day or one month where that is what the format says. */
function readStep(declaration: KeyDeclaration, elements: readonly PatternElement[]): Step {
  const { key } = declaration;
  const text = propertyOf(declaration, 'interval.unit');
  const interval = countProperty(declaration, 'interval');
  if (text !== null) {
    const unit =
      dateStepUnit(text) ??
      failProjection(declaration, `projection.${key}.interval.unit ${text} is no unit.`);
    return { interval: interval ?? 1n, unit };
  }
  const fields = new Set(
    elements.map((element) =>
      element.kind === 'number' || element.kind === 'name' ? element.field : element.kind,
    ),
  );
  const isFiner = timeFields.some((field) => fields.has(field));
  const unit = isFiner
    ? null
    : fields.has('day') || fields.has('day_of_year')
      ? 'DAYS'
      : fields.has('month')
        ? 'MONTHS'
        : null;
  if (unit !== null) return { interval: interval ?? 1n, unit };
  return failProjection(declaration, `there is no projection.${key}.interval.unit, which its format needs.`);
}

const timeFields = [
  'hour',
  'clock_hour',
  'half_hour',
  'clock_half_hour',
  'minute',
  'second',
  'fraction',
] as const;
