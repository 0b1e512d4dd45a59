import fc, { type GeneratorValue } from 'fast-check';

/** What the generator knows of a table, a CTE or a derived table. */
interface Relation {
  readonly name: string;
  readonly columns: readonly Column[];
}

interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

type ColumnType = 'text' | 'number' | 'boolean' | 'date' | 'timestamp';

/** The tables of tests/support/case-data.ts, fields of structs as columns of their own. */
const caseTables: readonly Relation[] = [
  {
    name: 'transactions',
    columns: [
      ...columnsOf('text', 'transaction_id', 'user_id', 'category', 'year', 'month', 'details.b.c'),
      ...columnsOf('number', 'amount', 'details.a', 'details.b.d'),
      ...columnsOf('boolean', 'is_fraud'),
      ...columnsOf('timestamp', 'event_time'),
    ],
  },
  {
    name: 'users',
    columns: [...columnsOf('text', 'user_id', 'name', 'country'), ...columnsOf('number', 'k')],
  },
  {
    name: 'orders',
    columns: [
      ...columnsOf('text', 'code', 'day_text', 'address.city'),
      ...columnsOf('number', 'order_id', 'quantity', 'price', 'ratio', 'address.geo.lat', '"order"'),
      ...columnsOf('boolean', 'active'),
      ...columnsOf('date', 'day'),
      ...columnsOf('timestamp', 'placed'),
    ],
  },
  { name: 'events', columns: columnsOf('text', 'id', 'payload', 'dt') },
];

function columnsOf(type: ColumnType, ...names: readonly string[]): readonly Column[] {
  return names.map((name) => ({ name, type }));
}

/** A column in sight: with the alias of its relation before it, or, after an aggregation, any expression. */
interface Visible {
  readonly sql: string;
  readonly type: ColumnType;
}

interface Place {
  readonly tables: readonly Relation[];
  /** Columns of the enclosing queries, which a correlated subquery may name. */
  readonly outer: readonly Visible[];
  /** How many more levels of subqueries there may be. */
  readonly depth: number;
  /** Every output of the outermost query is used. */
  readonly isTop: boolean;
}

/** Writes queries of Trino that bind: every name is in sight and every type fits. */
export class QueryGenerator {
  private readonly value: GeneratorValue;
  private aliases = 0;

  constructor(value: GeneratorValue) {
    this.value = value;
  }

  query(tables: readonly Relation[] = caseTables, depth = 2): string {
    const place: Place = { tables, outer: [], depth, isTop: true };
    return this.withTables(place).sql;
  }

  private number(most: number): number {
    return this.value(fc.nat, most);
  }

  private chance(percent: number): boolean {
    return this.number(99) < percent;
  }

  private pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    const item = items[this.number(items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  private many<Item>(least: number, most: number, make: (index: number) => Item): Item[] {
    return Array.from({ length: least + this.number(most - least) }, (_, index) => make(index));
  }

  private alias(prefix: string): string {
    this.aliases += 1;
    return `${prefix}${this.aliases}`;
  }

  private withTables(place: Place): Made {
    if (place.depth === 0 || !this.chance(30)) return this.body(place);
    const tables = [...place.tables];
    const parts = this.many(1, 3, () => {
      const name = this.alias('cte');
      const made = this.body({ ...place, tables, depth: place.depth - 1, isTop: false });
      const renamed = this.chance(30)
        ? made.columns.map(({ type }) => ({ name: this.alias('n'), type }))
        : null;
      tables.push({ name, columns: renamed ?? made.columns });
      return `${name}${renamed === null ? '' : ` (${renamed.map((column) => column.name).join(', ')})`} AS (${made.sql})`;
    });
    const made = this.body({ ...place, tables });
    return { ...made, sql: `WITH ${parts.join(', ')} ${made.sql}` };
  }

  private body(place: Place): Made {
    if (place.depth === 0 || !this.chance(15)) return this.select(place, null);
    const inner = { ...place, depth: place.depth - 1, isTop: false };
    const first = this.select(inner, null, false);
    const types = first.columns.map(({ type }) => type);
    const others = this.many(1, 2, () => {
      const operator = this.pick(['UNION ALL', 'UNION ALL', 'UNION', 'INTERSECT', 'EXCEPT']);
      return ` ${operator} ${this.select(inner, types, false).sql}`;
    });
    return { ...first, sql: `${first.sql}${others.join('')}` };
  }

  /** `types`: those of the outputs, where the query around asks for certain ones. */
  private select(place: Place, types: readonly ColumnType[] | null, mayOrder = true): Made {
    const { sql: from, columns } = this.from(place);
    const source: Source = { place, columns };
    const where = this.chance(60) ? ` WHERE ${this.condition(source, 1)}` : '';
    const wanted = types ?? this.many(1, 4, () => this.pick(columns).type);
    if (this.chance(25)) return this.grouped(source, wanted, from, where);
    const outputs = wanted.map((type) => ({ name: this.alias('c'), type, sql: this.output(source, type) }));
    const items = outputs.map(({ name, sql }) => `${sql} AS ${name}`).join(', ');
    const distinct = this.chance(10) ? 'DISTINCT ' : '';
    const limit = mayOrder && this.chance(10) ? ` LIMIT ${1 + this.number(50)}` : '';
    // DuckDB keeps an order that means nothing, Trino does not.
    const isOrdered = mayOrder && distinct === '' && (limit !== '' || place.isTop) && this.chance(40);
    const order = isOrdered ? ` ORDER BY ${this.pick(outputs).name}` : '';
    return { sql: `SELECT ${distinct}${items} FROM ${from}${where}${order}${limit}`, columns: outputs };
  }

  private grouped(source: Source, wanted: readonly ColumnType[], from: string, where: string): Made {
    const keys = this.many(1, 2, () => this.pick(source.columns));
    const outputs = wanted.map((type) => {
      const key = keys.find((candidate) => candidate.type === type);
      const sql = key !== undefined && this.chance(60) ? key.sql : this.aggregate(source, type);
      return { name: this.alias('c'), type, sql };
    });
    const items = outputs.map(({ name, sql }) => `${sql} AS ${name}`).join(', ');
    const having = this.chance(30) ? ` HAVING ${this.aggregate(source, 'number')} > ${this.number(9)}` : '';
    const sql = `SELECT ${items} FROM ${from}${where} GROUP BY ${keys.map((key) => key.sql).join(', ')}${having}`;
    return { sql, columns: outputs };
  }

  private from(place: Place): { readonly sql: string; readonly columns: readonly Visible[] } {
    const first = this.relation(place);
    let { sql, columns } = first;
    for (const _ of this.many(0, place.depth > 0 ? 2 : 1, () => null)) {
      const next = this.relation(place);
      const both = [...columns, ...next.columns];
      const kind = this.pick(['JOIN', 'JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'CROSS JOIN']);
      const on = kind === 'CROSS JOIN' ? '' : ` ON ${this.equality(columns, next.columns, place)}`;
      sql = `${sql} ${kind} ${next.sql}${on}`;
      columns = both;
    }
    return { sql, columns };
  }

  private equality(left: readonly Visible[], right: readonly Visible[], place: Place): string {
    const column = this.pick(left);
    const partner = right.find(({ type }) => type === column.type);
    if (partner !== undefined) return `${column.sql} = ${partner.sql}`;
    return `${column.sql} = ${this.expression({ place, columns: right }, column.type, 0)}`;
  }

  private relation(place: Place): { readonly sql: string; readonly columns: readonly Visible[] } {
    const alias = this.alias('t');
    const derived = place.depth > 0 && this.chance(30);
    const made = derived ? this.body({ ...place, outer: [], depth: place.depth - 1, isTop: false }) : null;
    const table = this.pick(place.tables);
    const columns = made?.columns ?? table.columns;
    return {
      sql: `${made === null ? table.name : `(${made.sql})`} ${this.pick(['AS ', ''])}${alias}`,
      columns: columns.map(({ name, type }) => ({ sql: `${alias}.${name}`, type })),
    };
  }

  private output(source: Source, type: ColumnType): string {
    // DuckDB does not always see that a window or a subquery is not used.
    if (!source.place.isTop) return this.expression(source, type, 1);
    if (type === 'number' && this.chance(10)) return this.window(source);
    if (source.place.depth > 0 && this.chance(5)) {
      const inner = this.subquery(source, [type]);
      return `(SELECT max(s.${inner.column}) FROM (${inner.sql}) AS s)`;
    }
    return this.expression(source, type, 1);
  }

  private window(source: Source): string {
    const partition = this.chance(60) ? `PARTITION BY ${this.pick(source.columns).sql} ` : '';
    const call = this.pick(['row_number()', 'rank()', `count(${this.pick(source.columns).sql})`]);
    return `${call} OVER (${partition}ORDER BY ${this.pick(source.columns).sql})`;
  }

  private aggregate(source: Source, type: ColumnType): string {
    if (type === 'number' && this.chance(30)) return 'count(*)';
    const argument = this.expression(source, type, 1);
    if (type === 'boolean') return `bool_or(${argument})`;
    const filter = this.chance(20) ? ` FILTER (WHERE ${this.condition(source, 0)})` : '';
    const functions = type === 'number' ? ['sum', 'min', 'max', 'avg'] : ['min', 'max'];
    return `${this.pick(functions)}(${argument})${filter}`;
  }

  private expression(source: Source, type: ColumnType, depth: number): string {
    const columns = source.columns.filter((column) => column.type === type);
    if (columns.length > 0 && (depth === 0 || this.chance(60))) return this.pick(columns).sql;
    if (depth === 0) return this.literal(type);
    const inner = (of: ColumnType): string => this.expression(source, of, depth - 1);
    if (this.chance(20)) {
      return `CASE WHEN ${this.condition(source, depth - 1)} THEN ${inner(type)} ELSE ${inner(type)} END`;
    }
    return this.pick(writers[type])(inner);
  }

  private literal(type: ColumnType): string {
    return this.pick(literals[type]);
  }

  private condition(source: Source, depth: number): string {
    if (depth > 0 && this.chance(40)) {
      const operator = this.pick([' AND ', ' AND ', ' OR ']);
      const terms = this.many(2, 3, () => this.condition(source, depth - 1));
      const both = `(${terms.join(operator)})`;
      return this.chance(15) ? `NOT ${both}` : both;
    }
    if (depth > 0 && source.place.depth > 0 && this.chance(15)) return this.subqueryCondition(source);
    const column = this.pick([...source.columns, ...source.place.outer.slice(0, 2)]);
    const other = this.expression(source, column.type, depth);
    if (column.type === 'boolean') return this.pick([column.sql, `${column.sql} = ${other}`]);
    const form = this.number(5);
    if (form === 0) return `${column.sql} IS ${this.pick(['', 'NOT '])}NULL`;
    if (form === 1) return `${column.sql} IN (${this.literal(column.type)}, ${this.literal(column.type)})`;
    if (form === 2) return `${column.sql} BETWEEN ${this.literal(column.type)} AND ${other}`;
    if (form === 3 && column.type === 'text')
      return `${column.sql} LIKE ${this.pick(["'0%'", "'%a_'", "'x'"])}`;
    return `${column.sql} ${this.pick(['=', '<>', '<', '<=', '>', '>='])} ${other}`;
  }

  private subqueryCondition(source: Source): string {
    const column = this.pick(source.columns);
    const { sql } = this.subquery(source, [column.type]);
    if (this.chance(40)) return `${this.pick(['', 'NOT '])}EXISTS (${sql})`;
    return `${column.sql} ${this.pick(['IN', 'NOT IN'])} (${sql})`;
  }

  private subquery(
    source: Source,
    types: readonly ColumnType[],
  ): { readonly sql: string; readonly column: string } {
    const { place, columns } = source;
    const outer = this.chance(40) ? columns : [];
    const made = this.select({ ...place, outer, depth: place.depth - 1, isTop: false }, types, false);
    return { sql: made.sql, column: made.columns[0]?.name ?? '' };
  }
}

interface Source {
  readonly place: Place;
  readonly columns: readonly Visible[];
}

interface Made {
  readonly sql: string;
  readonly columns: readonly Column[];
}

type Writer = (inner: (type: ColumnType) => string) => string;

const writers: Readonly<Record<ColumnType, readonly Writer[]>> = {
  text: [
    (inner) => `upper(${inner('text')})`,
    (inner) => `(${inner('text')} || ${inner('text')})`,
    (inner) => `substr(${inner('text')}, 1, 3)`,
    (inner) => `coalesce(${inner('text')}, ${inner('text')})`,
    (inner) => `CAST(${inner('number')} AS varchar)`,
  ],
  number: [
    (inner) => `(${inner('number')} + ${inner('number')})`,
    (inner) => `abs(${inner('number')})`,
    (inner) => `length(${inner('text')})`,
    (inner) => `year(${inner('date')})`,
    (inner) => `coalesce(${inner('number')}, 0)`,
  ],
  boolean: [
    (inner) => `(${inner('number')} > ${inner('number')})`,
    (inner) => `(${inner('text')} = ${inner('text')})`,
    (inner) => `(NOT ${inner('boolean')})`,
  ],
  date: [
    (inner) => `CAST(${inner('timestamp')} AS date)`,
    (inner) => `coalesce(${inner('date')}, ${inner('date')})`,
  ],
  timestamp: [
    (inner) => `date_trunc('month', ${inner('timestamp')})`,
    (inner) => `CAST(${inner('date')} AS timestamp)`,
  ],
};

const literals: Readonly<Record<ColumnType, readonly string[]>> = {
  text: ["'01'", "'02'", "'food'", "'it''s'", "'C000005'", "''", "'2024-01-01'"],
  number: ['0', '1', '5', '2.5', '20000', '1e3'],
  boolean: ['true', 'false'],
  date: ["DATE '2024-01-10'", "DATE '2024-06-01'"],
  timestamp: ["TIMESTAMP '2024-01-10 00:00:00'", "TIMESTAMP '2024-06-01 12:30:00'"],
};
