import type { Type } from './type.js';

/** A type as Athena names it in queries and results: `varchar`, `bigint`, `array(row(a integer))`. */
export function formatAthenaType(type: Type): string {
  switch (type.kind) {
    case 'boolean':
    case 'real':
    case 'double':
    case 'date':
    case 'varbinary':
      return type.kind;
    case 'integer':
      return integerNames[type.bits];
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    // A varchar tells its length in a cast only; results say `varchar` of all of them.
    case 'varchar':
      return 'varchar';
    case 'char':
      return `char(${type.length})`;
    case 'time':
      return 'time(3)';
    case 'timestamp':
      return type.zoned ? 'timestamp(3) with time zone' : 'timestamp(3)';
    case 'interval':
      return 'interval day to second';
    case 'array':
      return `array(${formatAthenaType(type.element)})`;
    case 'map':
      return `map(${formatAthenaType(type.key)}, ${formatAthenaType(type.value)})`;
    case 'row':
      return `row(${type.fields.map((field) => `${field.name} ${formatAthenaType(field.type)}`).join(', ')})`;
    case 'other':
      return type.text;
  }
}

const integerNames: Readonly<Record<8 | 16 | 32 | 64, string>> = {
  8: 'tinyint',
  16: 'smallint',
  32: 'integer',
  64: 'bigint',
};
