import type { TimestampValue } from '../sql/value.js';
import { floorDivide } from './decimal.js';
import { UNKNOWN } from './outcome.js';

const microsPerMinute = 60_000_000n;
const microsPerMilli = 1000n;
const microsPerDay = 86_400_000_000n;

const utcNames: ReadonlySet<string> = new Set(['utc', 'z', '+00:00', 'gmt', 'etc/utc']);

const fixedOffset = /^([+-])(\d{2}):(\d{2})$/;

/** How far the clocks of a zone are ahead of UTC, in microseconds, at an instant. */
type OffsetAt = (micros: bigint) => bigint;

const knownZones = new Map<string, OffsetAt | null>();

/** Null for a zone that is not known here: abbreviations such as `EST` mean other things elsewhere. */
function offsetIn(zone: string): OffsetAt | null {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  const found = findOffset(zone);
  knownZones.set(zone, found);
  return found;
}

function findOffset(zone: string): OffsetAt | null {
  const [, sign, hours, minutes] = fixedOffset.exec(zone) ?? [];
  if (hours !== undefined) {
    const offset = (BigInt(hours) * 60n + BigInt(minutes ?? 0)) * microsPerMinute;
    return () => (sign === '-' ? -offset : offset);
  }
  const format = zone.includes('/') ? formatIn(zone) : null;
  if (format === null) return null;
  return (micros) => {
    const millis = floorDivide(micros, microsPerMilli);
    const parts = new Map(
      format.formatToParts(Number(millis)).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const local = Date.UTC(
      ...([
        part('year'),
        part('month') - 1,
        part('day'),
        part('hour'),
        part('minute'),
        part('second'),
      ] as const),
    );
    const wholeSeconds = millis - (((millis % 1000n) + 1000n) % 1000n);
    return (BigInt(local) - wholeSeconds) * microsPerMilli;
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat | null {
  try {
    const numeric = 'numeric';
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: numeric, month: numeric, day: numeric },
      ...{ hour: numeric, minute: numeric, second: numeric },
    });
  } catch {
    return null;
  }
}

/** The same instant on the clocks of a zone (`AT TIME ZONE`). */
export function atTimeZone({ micros }: TimestampValue, zone: string): TimestampValue | typeof UNKNOWN {
  if (utcNames.has(zone.toLowerCase())) return { kind: 'timestamp', micros, zoned: true };
  return offsetIn(zone) === null ? UNKNOWN : { kind: 'timestamp', micros, zoned: true, zone };
}

/** What the clocks of its zone show at an instant, without the zone; other timestamps as they are. */
export function localTime(value: TimestampValue): TimestampValue | typeof UNKNOWN {
  if (value.zone === undefined) return value;
  const offset = offsetIn(value.zone);
  if (offset === null) return UNKNOWN;
  return { kind: 'timestamp', micros: value.micros + offset(value.micros), zoned: false };
}

/** The instant at which the clocks of a zone show a time; unknown where they show it never or twice. */
export function instantOf({ micros }: TimestampValue, zone: string): TimestampValue | typeof UNKNOWN {
  if (utcNames.has(zone.toLowerCase())) return { kind: 'timestamp', micros, zoned: true };
  const offset = offsetIn(zone);
  if (offset === null) return UNKNOWN;
  const around = [micros - microsPerDay, micros + microsPerDay].map(offset);
  const instants = new Set(around.map((ahead) => micros - ahead).filter((at) => at + offset(at) === micros));
  const [instant] = instants;
  return instant === undefined || instants.size > 1
    ? UNKNOWN
    : { kind: 'timestamp', micros: instant, zoned: true, zone };
}
