import type { Type } from './type.js';

/** A type as Hive writes it, which `parseType` reads back to the same type. */
export function formatType(type: Type): string {
  switch (type.kind) {
    case 'boolean':
    case 'double':
    case 'date':
    case 'time':
    case 'interval':
      return type.kind;
    case 'real':
      return 'float';
    case 'integer':
      return integerNames[type.bits];
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'varchar':
      return type.length === null ? 'string' : `varchar(${type.length})`;
    case 'char':
      return `char(${type.length})`;
    case 'varbinary':
      return 'binary';
    case 'timestamp':
      return type.zoned ? 'timestamptz' : 'timestamp';
    case 'array':
      return `array<${formatType(type.element)}>`;
    case 'map':
      return `map<${formatType(type.key)},${formatType(type.value)}>`;
    case 'row':
      return `struct<${type.fields.map((field) => `${quoted(field.name)}:${formatType(field.type)}`).join(',')}>`;
    case 'other':
      return type.text;
  }
}

const integerNames: Record<8 | 16 | 32 | 64, string> = {
  8: 'tinyint',
  16: 'smallint',
  32: 'int',
  64: 'bigint',
};

/** Names that would not be read back as one word are quoted. */
function quoted(name: string): string {
  return /^[\w$.-]+$/.test(name) ? name : `\`${name}\``;
}
