import type { Plan } from './plan.js';
import type { Span } from './span.js';
import type { Type } from './type.js';
import type { Value } from './value.js';

/** Our own syntax tree: what the parser library returns is turned into this at the edge, once. */

export interface Identifier {
  /** As written; unquoted names are compared in lower case. */
  readonly name: string;
  readonly quoted: boolean;
  readonly span: Span | null;
}

/** A column of a relation after binding. Two symbols are the same only if they are the same object. */
export interface PlanSymbol {
  readonly id: number;
  readonly name: string;
  readonly type: Type | null;
}

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'is_distinct' | 'is_not_distinct';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '||';

export interface Literal {
  readonly kind: 'literal';
  readonly value: Value;
}

/** A dotted name before binding: column, table.column, column.field, ... */
export interface Name {
  readonly kind: 'name';
  readonly parts: readonly Identifier[];
  readonly span: Span | null;
}

/** A column after binding. */
export interface Reference {
  readonly kind: 'reference';
  readonly symbol: PlanSymbol;
  readonly span: Span | null;
}

export interface Field {
  readonly kind: 'field';
  readonly base: Expression;
  readonly name: string;
  readonly span: Span | null;
}

export interface Subscript {
  readonly kind: 'subscript';
  readonly base: Expression;
  readonly index: Expression;
}

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Logical {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly terms: readonly Expression[];
}

export interface Not {
  readonly kind: 'not';
  readonly operand: Expression;
}

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Negate {
  readonly kind: 'negate';
  readonly operand: Expression;
}

export interface IsNull {
  readonly kind: 'is_null';
  readonly operand: Expression;
}

export interface Between {
  readonly kind: 'between';
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

export interface InList {
  readonly kind: 'in_list';
  readonly operand: Expression;
  readonly items: readonly Expression[];
}

export interface Like {
  readonly kind: 'like';
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape: Expression | null;
}

export interface Case {
  readonly kind: 'case';
  readonly operand: Expression | null;
  readonly whens: readonly { readonly condition: Expression; readonly result: Expression }[];
  readonly otherwise: Expression | null;
}

/** CAST, or TRY_CAST when `safe`. */
export interface Cast {
  readonly kind: 'cast';
  readonly operand: Expression;
  readonly type: Type;
  readonly safe: boolean;
}

export interface Lambda {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** Also `row`, `array`, `map`, `current_date`, `year` (from EXTRACT), ...: `name` is lower case. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly distinct: boolean;
  readonly filter: Expression | null;
  readonly orderBy: readonly Expression[];
  readonly window: WindowSpecification | null;
}

export interface WindowSpecification {
  /** Name of a window of the WINDOW clause that this one is, or extends. */
  readonly name: string | null;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Expression[];
  /** Expressions of the frame bounds. */
  readonly frame: readonly Expression[];
}

/** `?` of a statement that is not executed with values, or the parameter of a lambda. */
export interface Parameter {
  readonly kind: 'parameter';
  readonly of: 'statement' | 'lambda';
}

export type SubqueryUse =
  | { readonly mode: 'scalar' }
  | { readonly mode: 'exists' }
  | { readonly mode: 'in'; readonly operand: Expression }
  | {
      readonly mode: 'quantified';
      readonly operand: Expression;
      readonly operator: ComparisonOperator;
      readonly all: boolean;
    };

/** A subquery before binding. */
export interface Subquery {
  readonly kind: 'subquery';
  readonly use: SubqueryUse;
  readonly query: Query;
}

/** A subquery after binding; symbols of outer relations appear inside `plan` where it is correlated. */
export interface PlannedSubquery {
  readonly kind: 'planned_subquery';
  readonly use: SubqueryUse;
  readonly plan: Plan;
  readonly output: readonly PlanSymbol[];
}

export type Expression =
  | Literal
  | Name
  | Reference
  | Field
  | Subscript
  | Comparison
  | Logical
  | Not
  | Arithmetic
  | Negate
  | IsNull
  | Between
  | InList
  | Like
  | Case
  | Cast
  | Lambda
  | Call
  | Parameter
  | Subquery
  | PlannedSubquery;

export interface Query {
  readonly with: readonly CommonTable[];
  readonly recursive: boolean;
  readonly body: QueryBody;
  readonly orderBy: readonly Expression[];
  /** Rows; `null` means no LIMIT or LIMIT ALL, `'parameter'` a limit that is not a constant. */
  readonly limit: number | 'parameter' | null;
  /** Rows left out, 0 without OFFSET, `'parameter'` where it is not a constant. */
  readonly offset: number | 'parameter';
}

export interface CommonTable {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  readonly query: Query;
}

export type QueryBody = Select | SetOperation | Values | NestedQuery;

export interface NestedQuery {
  readonly kind: 'nested';
  readonly query: Query;
}

export interface Values {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

export interface SetOperation {
  readonly kind: 'set_operation';
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: Query;
  readonly right: Query;
}

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: FromItem | null;
  readonly where: Expression | null;
  readonly groupBy: GroupBy | null;
  readonly having: Expression | null;
  readonly windows: readonly { readonly name: string; readonly specification: WindowSpecification }[];
}

export type SelectItem =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly alias: Identifier | null }
  | { readonly kind: 'star'; readonly qualifier: readonly Identifier[] }
  /** `(row expression).*` */
  | { readonly kind: 'fields'; readonly expression: Expression };

export interface GroupBy {
  /** Every expression that is grouped by, in any set. */
  readonly expressions: readonly Expression[];
  /** True if one of the grouping sets is empty (GROUPING SETS with (), CUBE, ROLLUP). */
  readonly hasEmptySet: boolean;
  /** Expressions that are in every grouping set: only filters on these may move below the aggregation. */
  readonly inEverySet: readonly Expression[];
}

export type FromItem = TableReference | DerivedTable | UnnestItem | Join | TableFunction | MatchRecognize;

export interface TableReference {
  readonly kind: 'table';
  /** database.table or catalog.database.table */
  readonly name: readonly Identifier[];
  readonly alias: RelationAlias | null;
  readonly sample: Sample | null;
  readonly timeTravel: boolean;
  readonly span: Span;
}

export interface RelationAlias {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
}

export interface Sample {
  readonly method: 'bernoulli' | 'system';
  /** 0..100, or null where it is not a constant. */
  readonly percent: number | null;
}

export interface DerivedTable {
  readonly kind: 'derived';
  readonly query: Query;
  readonly alias: RelationAlias | null;
  readonly lateral: boolean;
  readonly sample: Sample | null;
}

export interface UnnestItem {
  readonly kind: 'unnest';
  readonly expressions: readonly Expression[];
  readonly withOrdinality: boolean;
  readonly alias: RelationAlias | null;
}

export interface TableFunction {
  readonly kind: 'table_function';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly alias: RelationAlias | null;
}

export interface MatchRecognize {
  readonly kind: 'match_recognize';
  readonly input: FromItem;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Expression[];
  readonly measures: readonly { readonly expression: Expression; readonly alias: Identifier }[];
  readonly conditions: readonly Expression[];
  readonly allRows: boolean;
  readonly alias: RelationAlias | null;
}

export type JoinType = 'inner' | 'left' | 'right' | 'full' | 'cross';

export interface Join {
  readonly kind: 'join';
  readonly type: JoinType;
  readonly left: FromItem;
  readonly right: FromItem;
  readonly condition:
    | { readonly kind: 'on'; readonly expression: Expression }
    | { readonly kind: 'using'; readonly columns: readonly Identifier[] }
    | null;
}
