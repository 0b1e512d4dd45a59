import type { Column } from '../catalog/catalog.js';
import type { Partition } from '../catalog/inventory.js';
import { daysFromCivil, daysInMonth } from '../evaluate/calendar.js';
import type { Domain, DomainValue } from '../scan/domain.js';
import { overlaps } from '../scan/domain-algebra.js';
import type { Type } from '../sql/type.js';

/** Days since 1970-01-01, both included. */
interface Days {
  readonly first: number;
  readonly last: number;
}

const microsPerDay = 86_400_000_000n;

/**
 * The partitions that would hold values of a domain if each row lay in the partition that its date names: keys such as
 * `dt=2024-03-01` or `year=2024/month=03`. A guess by names: nothing makes a writer keep to it. Null where the keys do
 * not name dates, or the column holds none.
 */
export function partitionsNamedBy(
  domain: Domain,
  type: Type,
  keys: readonly Column[],
  partitions: readonly Partition[],
): ReadonlySet<number> | null {
  const edge = edges[type.kind];
  const readDays = dayReader(keys);
  if (edge === undefined || readDays === null) return null;
  const named = new Set<number>();
  for (const { id, values } of partitions) {
    const days = readDays(values);
    if (days === null) return null;
    if (overlaps(domain, edge(days.first, 'first'), edge(days.last, 'last'))) named.add(id);
  }
  return named;
}

type Edge = (day: number, side: 'first' | 'last') => DomainValue;

/** The first and the last value of a day, of the types that hold dates; texts as ISO 8601 writes them. */
const edges: Readonly<Partial<Record<Type['kind'], Edge>>> = {
  date: (days) => ({ kind: 'date', days }),
  timestamp: (day, side) => ({
    kind: 'timestamp',
    micros: side === 'first' ? BigInt(day) * microsPerDay : BigInt(day + 1) * microsPerDay - 1n,
  }),
  varchar: (day, side) => {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    return { kind: 'varchar', value: side === 'first' ? text : `${text}~` };
  },
};

type ReadDays = (values: readonly (string | null)[]) => Days | null;

function dayReader(keys: readonly Column[]): ReadDays | null {
  const at = (part: string): number =>
    keys.findIndex(({ name }) => name === part || name.endsWith(`_${part}`));
  const [year, month, day] = [at('year'), at('month'), at('day')];
  if (year !== -1 && month !== -1) {
    return (values) => daysOf(values[year], values[month], day === -1 ? undefined : values[day]);
  }
  const date = keys.findIndex(({ name }) => /^(?:dt|ds|date|day|p_?date|.+_(?:dt|date|day))$/.test(name));
  if (date === -1) return null;
  return (values) => {
    const parts = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(values[date] ?? '');
    return parts === null ? null : daysOf(parts[1], parts[2], parts[3]);
  };
}

function daysOf(yearText: unknown, monthText: unknown, dayText: unknown): Days | null {
  const year = Number(yearText);
  const month = Number(monthText);
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12)) return null;
  const start = daysFromCivil(year, month, 1);
  const length = daysInMonth(year, month);
  if (dayText === undefined) return { first: start, last: start + length - 1 };
  const day = Number(dayText);
  if (!(day >= 1 && day <= length)) return null;
  return { first: start + day - 1, last: start + day - 1 };
}
