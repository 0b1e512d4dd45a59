import { DryRunError } from '../../errors.js';
import type { DerivedTable, FromItem, Join, MatchRecognize, Sample, TableReference } from '../tree.js';
import { convertExpression, convertExpressions, convertOrderBy } from './convert-expression.js';
import { convertQuery } from './convert-query.js';
import { convertAlias, convertIdentifier, convertIdentifiers, spanOf } from './identifier.js';
import { asNode, type ConvertContext, isBody, list, type RawBody, text } from './raw-node.js';

/** The FROM clause of a SELECT as one tree of joins; commas are cross joins. Null without FROM. */
export function convertFrom(select: RawBody, context: ConvertContext): FromItem | null {
  const from = isBody(select['from']) ? list(select['from']['expressions']) : [];
  const items = from.map((raw) => convertItem(raw, context));
  const first = items[0];
  if (first === undefined) return null;
  const crossed = items.slice(1).reduce((left, right) => crossJoin(left, right), first);
  const joined = applyJoins(crossed, select['joins'], context);
  if (list(select['lateral_views']).length > 0)
    throw new DryRunError('unsupported_syntax', { what: 'LATERAL VIEW' });
  return joined;
}

function crossJoin(left: FromItem, right: FromItem): Join {
  return { kind: 'join', type: 'cross', left, right, condition: null };
}

/** Not here: NATURAL JOIN, which Trino reads and refuses ("Natural join not supported"). */
const joinKinds: Readonly<Record<string, Join['type']>> = {
  Inner: 'inner',
  Left: 'left',
  Right: 'right',
  Full: 'full',
  Outer: 'full',
  Cross: 'cross',
  Implicit: 'cross',
};

function applyJoins(first: FromItem, raw: unknown, context: ConvertContext): FromItem {
  return list(raw).reduce<FromItem>((left, join) => {
    if (!isBody(join)) return left;
    const type = joinKinds[text(join['kind'])];
    if (type === undefined)
      throw new DryRunError('unsupported_syntax', {
        what: `${text(join['kind'])
          .replace(/([a-z])([A-Z])/g, '$1 $2')
          .toUpperCase()} JOIN`,
      });
    const right = convertItem(join['this'], context);
    return { kind: 'join', type, left, right, condition: condition(join, context) };
  }, first);
}

function condition(join: RawBody, context: ConvertContext): Join['condition'] {
  if (asNode(join['on']) !== null) return { kind: 'on', expression: convertExpression(join['on'], context) };
  const columns = convertIdentifiers(join['using'], context);
  return columns.length > 0 ? { kind: 'using', columns } : null;
}

type ItemConverter = (body: RawBody, context: ConvertContext) => FromItem;

const itemConverters: Readonly<Record<string, ItemConverter>> = {
  table: convertTable,
  subquery: convertSubquery,
  joined_table: (body, context) => {
    const joined = applyJoins(convertItem(body['left'], context), body['joins'], context);
    return aliased(joined, body, context);
  },
  paren: (body, context) => convertItem(body['this'], context),
  table_sample: (body, context) => {
    const item = convertItem(body['this'], context);
    const sample = convertSample(body['sample'], context);
    if (item.kind !== 'derived' && item.kind !== 'table')
      throw new DryRunError('unsupported_syntax', { what: 'TABLESAMPLE of a join or function' });
    return { ...item, sample };
  },
  alias: (body, context) => aliased(convertItem(body['this'], context), body, context),
  unnest: (body, context) => ({
    kind: 'unnest',
    expressions: [body['this'], ...list(body['expressions'])].map((raw) => convertExpression(raw, context)),
    withOrdinality: body['with_ordinality'] === true,
    alias: convertAlias(body, context),
  }),
  values: (body, context) => derived({ values: body }, body, context),
  select: (body, context) => derived({ select: body }, {}, context),
  union: (body, context) => derived({ union: body }, {}, context),
  function: (body, context) => ({
    kind: 'table_function',
    name: text(body['name']).toLowerCase(),
    arguments: convertExpressions(body['args'], context),
    alias: convertAlias(body, context),
  }),
  match_recognize: convertMatchRecognize,
  lateral: (body, context) => {
    const item = aliased(convertItem(body['this'], context), body, context);
    return item.kind === 'derived' ? { ...item, lateral: true } : item;
  },
};

function convertItem(raw: unknown, context: ConvertContext): FromItem {
  const node = asNode(raw);
  const convert =
    node !== null && Object.hasOwn(itemConverters, node.kind) ? itemConverters[node.kind] : undefined;
  if (node === null || convert === undefined) {
    throw new DryRunError('unsupported_syntax', {
      what: `${(node?.kind ?? 'this').replaceAll('_', ' ').toUpperCase()} in a list of tables`,
    });
  }
  return convert(node.body, context);
}

function aliased(item: FromItem, body: RawBody, context: ConvertContext): FromItem {
  const alias = convertAlias(body, context);
  if (alias === null) return item;
  if (item.kind === 'join') return derivedFrom(item, alias);
  return { ...item, alias };
}

/** An alias over a join hides the names inside: the same as a derived table that selects all of it. */
function derivedFrom(item: Join, alias: NonNullable<DerivedTable['alias']>): DerivedTable {
  return {
    kind: 'derived',
    query: {
      with: [],
      recursive: false,
      body: {
        kind: 'select',
        distinct: false,
        items: [{ kind: 'star', qualifier: [] }],
        from: item,
        where: null,
        groupBy: null,
        having: null,
        windows: [],
      },
      orderBy: [],
      limit: null,
      offset: 0,
    },
    alias,
    lateral: false,
    sample: null,
  };
}

function convertTable(body: RawBody, context: ConvertContext): TableReference {
  const parts = [body['catalog'], body['schema'], body['name']].flatMap(
    (raw) => convertIdentifier(raw, context) ?? [],
  );
  return {
    kind: 'table',
    name: parts,
    alias: convertAlias(body, context),
    sample: convertSample(body['table_sample'], context),
    timeTravel: Boolean(body['version'] ?? body['when']),
    span: spanOf(parts) ?? { start: 0, end: 0 },
  };
}

function convertSubquery(body: RawBody, context: ConvertContext): FromItem {
  const inner = asNode(body['this']);
  if (inner !== null && !isQueryKind(inner.kind))
    return aliased(convertItem(body['this'], context), body, context);
  return derived(body['this'], body, context);
}

function isQueryKind(kind: string): boolean {
  return ['select', 'union', 'intersect', 'except', 'values', 'subquery', 'paren'].includes(kind);
}

function derived(raw: unknown, body: RawBody, context: ConvertContext): DerivedTable {
  const node = asNode(raw);
  if (node === null) throw new DryRunError('syntax', { detail: 'a query was expected in the parentheses.' });
  return {
    kind: 'derived',
    query: convertQuery(node, context),
    alias: convertAlias(body, context),
    lateral: body['lateral'] === true,
    sample: convertSample(body['sample'] ?? body['table_sample'], context),
  };
}

function convertSample(raw: unknown, context: ConvertContext): Sample | null {
  if (!isBody(raw)) return null;
  const size = convertExpression(raw['size'], context);
  const percent = size.kind === 'literal' ? numberOf(size.value) : null;
  if (percent !== null && (percent < 0 || percent > 100))
    throw new DryRunError('syntax', { detail: 'TABLESAMPLE takes a percentage from 0 to 100.' });
  return { method: text(raw['method']) === 'System' ? 'system' : 'bernoulli', percent };
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
  if (typeof value === 'object' && value !== null && 'unscaled' in value && 'scale' in value) {
    return Number(value.unscaled) / 10 ** Number(value.scale);
  }
  return null;
}

function convertMatchRecognize(body: RawBody, context: ConvertContext): MatchRecognize {
  return {
    kind: 'match_recognize',
    input: convertItem(body['this'], context),
    partitionBy: convertExpressions(body['partition_by'], context),
    orderBy: convertOrderBy(body['order_by'], context),
    measures: list(body['measures']).flatMap((raw) => {
      const inner = isBody(raw) ? asNode(raw['this']) : null;
      const alias = inner?.kind === 'alias' ? convertIdentifier(inner.body['alias'], context) : null;
      return inner === null || alias === null
        ? []
        : [{ expression: convertExpression({ [inner.kind]: inner.body }, context), alias }];
    }),
    conditions: list(body['define']).map((pair) => convertExpression(list(pair)[1], context)),
    allRows: text(body['rows']).toLowerCase().includes('all'),
    alias: convertAlias(body, context),
  };
}
