import type { TimestampValue } from '../sql/value.js';
import { daysFromCivil, daysInMonth, firstYear, microsFromCivil } from './calendar.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';

const plainDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
/** Signs and years of other lengths, on which Trino's versions differ. */
const unusualDate = /^[+-]?\d+-\d+-\d+$/;

/** CAST(varchar AS date): `YYYY-MM-DD`, also with one-digit month or day, white space around it ignored. */
export function parseDateText(text: string): Outcome {
  const trimmed = trimmedAscii(text);
  if (trimmed === null) return UNKNOWN;
  const match = plainDate.exec(trimmed);
  if (match === null) return unusualDate.test(trimmed) ? UNKNOWN : FAILED;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (!isDate(year, month, day)) return year < firstYear ? UNKNOWN : FAILED;
  return { kind: 'date', days: daysFromCivil(year, month, day) };
}

/** Digits of the fraction of Athena's timestamp. */
const timestampDigits = 3;

const plainTimestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?: (?:(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?)?(?: *(\S.*))?)?$/;
const unusualTimestamp = /^[+-]?\d{4,}-\d+-\d+( |$)/;
const utcNames: ReadonlySet<string> = new Set(['UTC', 'Z', '+00:00', 'GMT', 'UCT', 'Zulu', 'Etc/UTC']);

/**
 * CAST(varchar AS timestamp), with or without time zone. The session time zone is UTC; another zone in the text and
 * fractions finer than a millisecond, which a literal keeps and a cast rounds, are left open.
 */
export function parseTimestampText(text: string, zoned: boolean): Outcome {
  const trimmed = trimmedAscii(text);
  if (trimmed === null) return UNKNOWN;
  const match = plainTimestamp.exec(trimmed);
  if (match === null) return unusualTimestamp.test(trimmed) ? UNKNOWN : FAILED;
  const zone = match[8];
  if (zone !== undefined && !(zoned && utcNames.has(zone))) return UNKNOWN;
  return timestampOf(match, zoned);
}

function timestampOf(
  match: readonly (string | undefined)[],
  zoned: boolean,
): TimestampValue | typeof UNKNOWN | typeof FAILED {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? '0'));
  const fraction = match[7] ?? '';
  if (year < firstYear) return UNKNOWN;
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return FAILED;
  if (fraction.length > timestampDigits) return UNKNOWN;
  const micros = Number(fraction.padEnd(6, '0'));
  return {
    kind: 'timestamp',
    micros: microsFromCivil({ year, month, day, hour, minute, second, micros }),
    zoned,
  };
}

/** Digits of the fraction in the text of a timestamp. */
export function fractionDigits(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}

function isDate(year: number, month: number, day: number): boolean {
  return year >= firstYear && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Without spaces around it; null where other characters at the ends may or may not be white space to Trino. */
function trimmedAscii(text: string): string | null {
  const trimmed = text.replace(/^ +| +$/g, '');
  return /^[!-~]/.test(trimmed) && /[!-~]$/.test(trimmed) ? trimmed : trimmed === '' ? '' : null;
}
