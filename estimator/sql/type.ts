import { decimalType } from './decimal-type.js';

/** A column or expression type, as Hive DDL, Glue and Athena SQL name it. */
export type Type =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly bits: 8 | 16 | 32 | 64 }
  | { readonly kind: 'real' }
  | { readonly kind: 'double' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'varchar'; readonly length: number | null }
  | { readonly kind: 'char'; readonly length: number }
  | { readonly kind: 'varbinary' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'timestamp'; readonly zoned: boolean }
  | { readonly kind: 'interval' }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'row'; readonly fields: readonly RowField[] }
  | { readonly kind: 'other'; readonly text: string };

export interface RowField {
  readonly name: string;
  readonly type: Type;
}

const simple: Readonly<Record<string, Type>> = {
  boolean: { kind: 'boolean' },
  tinyint: { kind: 'integer', bits: 8 },
  smallint: { kind: 'integer', bits: 16 },
  int: { kind: 'integer', bits: 32 },
  integer: { kind: 'integer', bits: 32 },
  bigint: { kind: 'integer', bits: 64 },
  long: { kind: 'integer', bits: 64 },
  float: { kind: 'real' },
  real: { kind: 'real' },
  double: { kind: 'double' },
  decimal: { kind: 'decimal', precision: 38, scale: 0 },
  numeric: { kind: 'decimal', precision: 38, scale: 0 },
  string: { kind: 'varchar', length: null },
  varchar: { kind: 'varchar', length: null },
  char: { kind: 'char', length: 1 },
  binary: { kind: 'varbinary' },
  varbinary: { kind: 'varbinary' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  timestamp: { kind: 'timestamp', zoned: false },
  timestamptz: { kind: 'timestamp', zoned: true },
};

/** Deeper than any table; a type that is meant to exhaust the stack must not. */
const deepestNesting = 100;

/** Reads Hive (`struct<a:int>`, `array<string>`) and Trino (`row(a integer)`, `varchar(10)`) type text. */
export function parseType(text: string): Type {
  const reader = new TypeReader(text);
  const type = reader.readType(0);
  if (type !== null && reader.atEnd()) return type;
  const isDeep = reader.deepest > deepestNesting;
  return { kind: 'other', text: isDeep ? `more than ${deepestNesting} levels` : text.trim().toLowerCase() };
}

class TypeReader {
  private readonly tokens: readonly string[];
  private at = 0;
  deepest = 0;

  constructor(text: string) {
    this.tokens = text.match(/[<>(),:]|"[^"]*"|`[^`]*`|[^\s<>(),:"`]+/g) ?? [];
  }

  atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  readType(depth: number): Type | null {
    this.deepest = Math.max(this.deepest, depth);
    if (depth > deepestNesting) return null;
    const word = this.next()?.toLowerCase();
    if (word === undefined) return null;
    if (word === 'array') return this.readArray(depth + 1);
    if (word === 'map') return this.readMap(depth + 1);
    if (word === 'struct' || word === 'row' || word === 'uniontype') return this.readRow(depth + 1);
    const numbers = this.readNumbers();
    const first = numbers[0];
    if (word === 'double' && this.peek()?.toLowerCase() === 'precision') this.at += 1;
    if ((word === 'decimal' || word === 'numeric') && first !== undefined) {
      return decimalType(first, numbers[1] ?? 0);
    }
    if (word === 'varchar' && first !== undefined) return { kind: 'varchar', length: first };
    if (word === 'char' && first !== undefined) return { kind: 'char', length: first };
    if (word === 'timestamp' && this.takeWords(['with', 'time', 'zone']))
      return { kind: 'timestamp', zoned: true };
    if (word === 'timestamp' || word === 'time') this.takeWords(['without', 'time', 'zone']);
    return Object.hasOwn(simple, word) ? (simple[word] ?? null) : null;
  }

  private peek(): string | undefined {
    return this.tokens[this.at];
  }

  private next(): string | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    return token;
  }

  private take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += 1;
    return true;
  }

  private takeWords(words: readonly string[]): boolean {
    if (!words.every((word, index) => this.tokens[this.at + index]?.toLowerCase() === word)) return false;
    this.at += words.length;
    return true;
  }

  private open(): boolean {
    return this.take('<') || this.take('(');
  }

  private close(): boolean {
    return this.take('>') || this.take(')');
  }

  private readNumbers(): readonly number[] {
    if (this.peek() !== '(') return [];
    const numbers: number[] = [];
    this.at += 1;
    for (let token = this.next(); token !== undefined && token !== ')'; token = this.next()) {
      if (/^\d+$/.test(token)) numbers.push(Number(token));
    }
    return numbers;
  }

  private readArray(depth: number): Type | null {
    if (!this.open()) return null;
    const element = this.readType(depth);
    return element !== null && this.close() ? { kind: 'array', element } : null;
  }

  private readMap(depth: number): Type | null {
    if (!this.open()) return null;
    const key = this.readType(depth);
    if (key === null || !this.take(',')) return null;
    const value = this.readType(depth);
    return value !== null && this.close() ? { kind: 'map', key, value } : null;
  }

  private readRow(depth: number): Type | null {
    if (!this.open()) return null;
    const fields: RowField[] = [];
    do {
      const name = this.next();
      if (name === undefined) return null;
      this.take(':');
      const type = this.readType(depth);
      if (type === null) return null;
      fields.push({ name: name.replace(/^["`]|["`]$/g, '').toLowerCase(), type });
    } while (this.take(','));
    return this.close() ? { kind: 'row', fields } : null;
  }
}
