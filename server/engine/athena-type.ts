import {
  type DuckDBDecimalType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';

const names: ReadonlyMap<DuckDBTypeId, string> = new Map([
  [DuckDBTypeId.BOOLEAN, 'boolean'],
  [DuckDBTypeId.TINYINT, 'tinyint'],
  [DuckDBTypeId.SMALLINT, 'smallint'],
  [DuckDBTypeId.INTEGER, 'integer'],
  [DuckDBTypeId.BIGINT, 'bigint'],
  // DuckDB adds whole numbers up in 128 bits, Athena in 64.
  [DuckDBTypeId.HUGEINT, 'bigint'],
  [DuckDBTypeId.FLOAT, 'real'],
  [DuckDBTypeId.DOUBLE, 'double'],
  [DuckDBTypeId.VARCHAR, 'varchar'],
  [DuckDBTypeId.BLOB, 'varbinary'],
  [DuckDBTypeId.DATE, 'date'],
  [DuckDBTypeId.TIME, 'time(3)'],
  [DuckDBTypeId.TIMESTAMP, 'timestamp(3)'],
  [DuckDBTypeId.TIMESTAMP_S, 'timestamp(3)'],
  [DuckDBTypeId.TIMESTAMP_MS, 'timestamp(3)'],
  [DuckDBTypeId.TIMESTAMP_NS, 'timestamp(3)'],
  [DuckDBTypeId.TIMESTAMP_TZ, 'timestamp(3) with time zone'],
  [DuckDBTypeId.INTERVAL, 'interval day to second'],
  [DuckDBTypeId.UUID, 'uuid'],
  [DuckDBTypeId.SQLNULL, 'unknown'],
]);

/** Athena's name of the type of a result column. */
export function athenaType(type: DuckDBType): string {
  if (isDecimal(type)) return `decimal(${type.width},${type.scale})`;
  if (isList(type)) return `array(${athenaType(type.valueType)})`;
  if (isMap(type)) return `map(${athenaType(type.keyType)}, ${athenaType(type.valueType)})`;
  if (isStruct(type)) {
    const fields = type.entryNames.map((name, at) => {
      const entry = type.entryTypes[at];
      return `${name.toLowerCase()} ${entry === undefined ? 'unknown' : athenaType(entry)}`;
    });
    return `row(${fields.join(', ')})`;
  }
  return names.get(type.typeId) ?? String(type).toLowerCase();
}

function isDecimal(type: DuckDBType): type is DuckDBDecimalType {
  return type.typeId === DuckDBTypeId.DECIMAL;
}

function isList(type: DuckDBType): type is DuckDBListType {
  return type.typeId === DuckDBTypeId.LIST;
}

function isMap(type: DuckDBType): type is DuckDBMapType {
  return type.typeId === DuckDBTypeId.MAP;
}

function isStruct(type: DuckDBType): type is DuckDBStructType {
  return type.typeId === DuckDBTypeId.STRUCT;
}
