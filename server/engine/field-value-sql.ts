import type { Type } from '../../estimator/sql/type.js';
import type { CsvSerde } from './engine-table.js';
import { hiveValueSql } from './hive-value-sql.js';

/** SQL that reads the text of a field as a value of its column's type. Null for types that fields do not hold. */
export function fieldValueSql(field: string, type: Type, serde: CsvSerde): string | null {
  return readers[serde](field, type);
}

const readers: Readonly<Record<CsvSerde, (field: string, type: Type) => string | null>> = {
  lazy_simple: (field, type) => hiveValueSql(field, type, 'null'),
  open_csv: openCsvValueSql,
};

/**
 * A text that is no value of the type fails, an empty one too; dates are numbers of days and timestamps of milliseconds
 * (docs.aws.amazon.com/athena/latest/ug/csv-serde.html, read 2026-11-25), which nobody writes: they are not read here.
 */
function openCsvValueSql(field: string, type: Type): string | null {
  if (type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'decimal') return null;
  const read = hiveValueSql(field, type, 'error');
  if (type.kind !== 'integer') return read;
  return `CASE WHEN contains(${field}, '.') THEN error(concat('HIVE_BAD_DATA: Error parsing field value "', left(${field}, 100), '"')) ELSE ${read} END`;
}
