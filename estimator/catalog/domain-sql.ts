import type { Bound, Domain, ValueRange } from '../scan/domain.js';

/**
 * A condition on one row group: true if a value of the domain may be in it. Without statistics the group is kept; a
 * NaN bound says nothing (Trino's TupleDomainParquetPredicate).
 */
export function mayHold(domain: Domain, leaf: number): string {
  const low = `min_${leaf}`;
  const high = `max_${leaf}`;
  const overlaps = domain.ranges.map((range) => overlap(range, low, high));
  const values = `(${[`${low} IS NULL`, `${high} IS NULL`, ...overlaps].join(' OR ')})`;
  const onlyNulls = `coalesce(nulls_${leaf} = rows, false)`;
  const some = `(NOT ${onlyNulls} AND ${values})`;
  return domain.nullAllowed ? `(coalesce(nulls_${leaf}, 1) > 0 OR ${some})` : some;
}

function overlap({ low, high }: ValueRange, minimum: string, maximum: string): string {
  const conditions = [
    ...(low === null ? [] : [`${maximum} ${low.inclusive ? '>=' : '>'} ${literal(low)}`]),
    ...(high === null ? [] : [`${minimum} ${high.inclusive ? '<=' : '<'} ${literal(high)}`]),
  ];
  return conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`;
}

function literal({ value }: Bound): string {
  switch (value.kind) {
    case 'boolean':
      return String(value.value);
    case 'integer':
      return `${value.value}::HUGEINT`;
    case 'double':
      return `'${value.value}'::DOUBLE`;
    case 'decimal':
      return `${decimalText(value.unscaled, value.scale)}::DECIMAL(38, ${value.scale})`;
    case 'varchar':
      return `'${value.value.replaceAll("'", "''")}'`;
    case 'date':
      return `(DATE '1970-01-01' + ${value.days}::INTEGER)`;
    case 'timestamp':
      return `make_timestamp(${value.micros}::BIGINT)`;
  }
}

function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `'${unscaled < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}'`;
}
