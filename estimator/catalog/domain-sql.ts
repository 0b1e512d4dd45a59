import type { Bound, Domain, DomainValue } from '../scan/domain.js';
import { quoteText } from './duckdb-session.js';
import { type BoundWriter, containmentConditions, overlapConditions } from './interval-sql.js';

/** Which DuckDB type the bounds of a chunk have where they can be compared with a value of a domain. */
const comparableTypes: Readonly<Record<DomainValue['kind'], RegExp>> = {
  boolean: /^BOOLEAN$/,
  integer: /^BIGINT$/,
  double: /^DOUBLE$/,
  decimal: /^DECIMAL/,
  varchar: /^VARCHAR$/,
  date: /^DATE$/,
  timestamp: /^TIMESTAMP$/,
};

/** Whether bounds of this type can be compared with the values of the domain. */
export function isComparable(domain: Domain, boundType: string | null): boolean {
  if (boundType === null) return false;
  return domain.ranges.every((range) =>
    [range.low, range.high].every(
      (bound) => bound === null || comparableTypes[bound.value.kind].test(boundType),
    ),
  );
}

/**
 * A condition on one row group: true if a value of the domain may be in it. Without statistics, and where the file
 * has no such column, the group is kept (Trino's TupleDomainParquetPredicate, read 2025-11-21).
 */
export function mayHold(domain: Domain, leaf: number): string {
  const low = `min_${leaf}`;
  const high = `max_${leaf}`;
  const overlaps = overlapConditions(domain.ranges, { minimum: low, maximum: high }, writer);
  const values = `(${[`${low} IS NULL`, `${high} IS NULL`, ...overlaps].join(' OR ')})`;
  const onlyNulls = `coalesce(nulls_${leaf} = rows, false)`;
  const some = `(NOT ${onlyNulls} AND ${values})`;
  return domain.nullAllowed ? `(coalesce(nulls_${leaf}, 1) > 0 OR ${some})` : some;
}

/** A condition on one row group: true if its statistics say that every value of it is in the domain. */
export function holdsOnly(domain: Domain, leaf: number, boundType: string | null): string {
  if (!isComparable(domain, boundType)) return 'false';
  const interval = { minimum: `min_${leaf}`, maximum: `max_${leaf}` };
  const values = containmentConditions(domain.ranges, interval, writer).join(' OR ');
  const nulls = domain.nullAllowed ? 'true' : `nulls_${leaf} = 0`;
  return values === '' ? 'false' : `coalesce(${nulls} AND (${values}), false)`;
}

/** A condition on one row group: true if the column is there, with values, but without minimum and maximum. */
export function lacksBounds(leaf: number): string {
  return `(bytes_${leaf} IS NOT NULL AND min_${leaf} IS NULL AND coalesce(nulls_${leaf} < rows, true))`;
}

function literal({ value }: Bound): string {
  switch (value.kind) {
    case 'boolean':
      return String(value.value);
    case 'integer':
      return String(value.value);
    case 'double':
      return `'${value.value}'::DOUBLE`;
    case 'decimal':
      return `${decimalText(value.unscaled, value.scale)}::DECIMAL(38, ${value.scale})`;
    case 'varchar':
      return textLiteral(value.value);
    case 'date':
      return `(DATE '1970-01-01' + ${value.days}::INTEGER)`;
    case 'timestamp':
      return `make_timestamp(${value.micros}::BIGINT)`;
  }
}

/** Hardly any text has it: it stands between texts. */
const separator = '\n';

/** Texts as one literal are planned in a fraction of the time of one literal each. */
function listLiteral(bounds: readonly Bound[]): string {
  const texts = bounds.flatMap(({ value }) => (value.kind === 'varchar' ? [value.value] : []));
  const areTexts =
    texts.length === bounds.length &&
    texts.every((text) => !text.includes(separator) && !text.includes('\0'));
  if (!areTexts) return `[${bounds.map(literal).join(', ')}]`;
  return `string_split(${quoteText(texts.join(separator))}, ${quoteText(separator)})`;
}

const writer: BoundWriter = { one: literal, list: listLiteral };

/** DuckDB's parser ends at a NUL, which a value may hold. */
function textLiteral(text: string): string {
  return `(${text.split('\0').map(quoteText).join(' || chr(0) || ')})`;
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `'${unscaled < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}'`;
}
