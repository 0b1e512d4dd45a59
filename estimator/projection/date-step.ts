import { addMonths, civilTime, microsFromCivil } from '../evaluate/calendar.js';

/** Units of Java's ChronoUnit that projection takes. */
export type DateStepUnit =
  | 'YEARS'
  | 'MONTHS'
  | 'WEEKS'
  | 'DAYS'
  | 'HOURS'
  | 'MINUTES'
  | 'SECONDS'
  | 'MILLISECONDS';

const microsPerUnit: Readonly<Record<DateStepUnit, bigint | null>> = {
  YEARS: null,
  MONTHS: null,
  WEEKS: 604_800_000_000n,
  DAYS: 86_400_000_000n,
  HOURS: 3_600_000_000n,
  MINUTES: 60_000_000n,
  SECONDS: 1_000_000n,
  MILLISECONDS: 1000n,
};

/** `DAY` and `days` are `DAYS`; null for what is no unit. */
export function dateStepUnit(text: string): DateStepUnit | null {
  const upper = text.trim().toUpperCase();
  const name = upper === 'MILLIS' ? 'MILLISECONDS' : upper.endsWith('S') ? upper : `${upper}S`;
  return isUnit(name) ? name : null;
}

function isUnit(name: string): name is DateStepUnit {
  return Object.hasOwn(microsPerUnit, name);
}

/** An instant some units later, or earlier; in UTC. */
export function stepFrom(micros: bigint, count: bigint, unit: DateStepUnit): bigint {
  const length = microsPerUnit[unit];
  if (length !== null) return micros + count * length;
  const time = civilTime({ kind: 'timestamp', micros, zoned: true });
  const months = Number(count) * (unit === 'YEARS' ? 12 : 1);
  return microsFromCivil({ ...time, ...addMonths(time, months) });
}

/** Whole steps from one instant to a later one: never fewer than there are, perhaps one more. */
export function stepsBetween(first: bigint, last: bigint, interval: bigint, unit: DateStepUnit): number {
  const length = microsPerUnit[unit];
  if (length !== null) return Number((last - first) / (interval * length));
  const [from, to] = [first, last].map((micros) => civilTime({ kind: 'timestamp', micros, zoned: true }));
  if (from === undefined || to === undefined) return 0;
  const months = (to.year - from.year) * 12 + to.month - from.month;
  return Math.floor(months / (Number(interval) * (unit === 'YEARS' ? 12 : 1)));
}
