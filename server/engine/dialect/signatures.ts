import { isDecimal, isFloat, isWhole } from './type-names.js';

/** Whether a type of DuckDB's is one that a parameter of Athena's takes. */
type Parameter = (type: string) => boolean;

/** The parameters of a function; the last one of `repeated` stands for any more. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly repeats: boolean;
  /** DuckDB's name of the type of the result, where it is always the same. */
  readonly result: string | null;
}

const isText: Parameter = (type) => type === 'VARCHAR' || type === 'STRING_LITERAL';
const isBoolean: Parameter = (type) => type === 'BOOLEAN';
const isNumber: Parameter = (type) => isWhole(type) || isDecimal(type) || isFloat(type);
const isDate: Parameter = (type) => type === 'DATE';
const isTime: Parameter = (type) => /^TIMESTAMP(_|$| WITH TIME ZONE$)/.test(type);
const isMoment: Parameter = (type) => isDate(type) || isTime(type);
const isList: Parameter = (type) => type.endsWith('[]');
const isAny: Parameter = () => true;
const isAddable: Parameter = (type) => isNumber(type) || isMoment(type) || type === 'INTERVAL';
const isJoinable: Parameter = (type) => isText(type) || isList(type) || type === 'BLOB';

function takes(...parameters: readonly Parameter[]): Signature {
  return { parameters, repeats: false, result: null };
}

function takesMany(parameter: Parameter): Signature {
  return { parameters: [parameter], repeats: true, result: null };
}

function gives(result: string, signature: Signature): Signature {
  return { ...signature, result };
}

/**
 * Functions and operators that may be called, by DuckDB's name or our macro's, with the types that Athena takes: DuckDB
 * turns text into numbers and numbers into text by itself.
 */
export const signatures: Readonly<Record<string, Signature>> = {
  ...named('+ - plus minus', takes(isAddable, isAddable)),
  '*': takes(
    (type) => isNumber(type) || type === 'INTERVAL',
    (type) => isNumber(type) || type === 'INTERVAL',
  ),
  ...named('/ // modulo', takes(isNumber, isNumber)),
  '||': takes(isJoinable, isJoinable),
  concat: takesMany(isJoinable),
  ...named('~~ !~~', gives('BOOLEAN', takes(isText, isText))),
  ...named('like_escape not_like_escape', gives('BOOLEAN', takes(isText, isText, isText))),

  ...named('abs ceil floor sign', takes(isNumber)),
  round: takes(isNumber, isWhole),
  ...named('sqrt ln exp', gives('DOUBLE', takes(isNumber))),
  power: gives('DOUBLE', takes(isNumber, isNumber)),

  ...named('lower upper reverse', gives('VARCHAR', takes(isText))),
  ...named('trim ltrim rtrim', gives('VARCHAR', takes(isText, isText))),
  length: gives('BIGINT', takes(isText)),
  replace: gives('VARCHAR', takes(isText, isText, isText)),
  substring: gives('VARCHAR', takes(isText, isWhole, isWhole)),
  split_part: gives('VARCHAR', takes(isText, isText, isWhole)),
  string_split: gives('VARCHAR[]', takes(isText, isText)),
  strpos: gives('BIGINT', takes(isText, isText)),
  starts_with: gives('BOOLEAN', takes(isText, isText)),
  regexp_text: gives('VARCHAR', takes(isText, isBoolean, isBoolean)),
  regexp_matches: gives('BOOLEAN', takes(isText, isText)),
  regexp_extract_all: gives('VARCHAR[]', takes(isText, isText, isWhole)),
  regexp_replace: gives('VARCHAR', takes(isText, isText, isText, isText)),

  ...named('year quarter month week day isodow dayofyear', gives('BIGINT', takes(isMoment))),
  ...named('hour minute', gives('BIGINT', takes(isTime))),
  date_trunc: takes(isText, isMoment),
  date_sub: gives('BIGINT', takes(isText, isMoment, isMoment)),
  ...named(
    'date_add_day date_add_week date_add_month date_add_quarter date_add_year',
    takes(isWhole, isMoment),
  ),
  ...named('date_add_millisecond date_add_second date_add_minute date_add_hour', takes(isWhole, isTime)),
  to_timestamp: gives('TIMESTAMP WITH TIME ZONE', takes(isNumber)),
  epoch: gives('DOUBLE', takes(isTime)),
  strftime: gives('VARCHAR', takes(isMoment, isText)),
  strptime: gives('TIMESTAMP', takes(isText, isText)),
  parsed_text: gives('VARCHAR', takes(isText, isText)),
  ...named('now current_date current_timestamp get_current_timestamp localtimestamp today', takes()),

  // Bytes that are written out.
  ...named('unhex from_hex', gives('BLOB', takes(isText))),

  array_length: gives('BIGINT', takes(isList)),
  contains: gives('BOOLEAN', takes(isList, isAny)),
  equal_lists: gives('BOOLEAN', takes(isList, isList)),
  unequal_lists: gives('BOOLEAN', takes(isList, isList)),
  list_extract: takes(isList, isWhole),
  ...named('list_value nullif coalesce greatest least grouping unnest row struct_pack map', takesMany(isAny)),

  ...named('count count_star', gives('BIGINT', takes(isAny))),
  if_true: takes(isBoolean),
  ...named('sum avg stddev stddev_samp stddev_pop variance var_pop var_samp', takes(isNumber)),
  ...named('corr covar_pop covar_samp', takes(isNumber, isNumber)),
  finite: takes(isNumber),
  ...named('bool_and bool_or', gives('BOOLEAN', takes(isBoolean))),
  ...named('min max arbitrary any_value first array_agg list', takes(isAny)),
  ...named('arg_max_null arg_min_null max_by min_by', takes(isAny, isAny)),

  ...named('row_number rank dense_rank rank_dense percent_rank cume_dist', takes()),
  ntile: takes(isWhole),
  ...named('first_value last_value', takes(isAny)),
  nth_value: takes(isAny, isWhole),
  ...named('lag lead', takes(isAny, isWhole, isAny)),
};

function named(names: string, signature: Signature): Readonly<Record<string, Signature>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, signature]));
}

/** Whether the type of the argument at an index decides anything. */
export function needsType({ parameters, repeats }: Signature, index: number): boolean {
  return (parameters[index] ?? (repeats ? parameters.at(-1) : undefined)) !== isAny;
}

/** Which of the arguments does not fit, by its index from 0; null where all do. An unknown type and NULL fit. */
export function unfitArgument(signature: Signature, types: readonly (string | null)[]): number | null {
  const { parameters, repeats } = signature;
  const index = types.findIndex((type, at) => {
    const parameter = parameters[at] ?? (repeats ? parameters.at(-1) : undefined);
    if (parameter === undefined) return true;
    return type !== null && type !== '"NULL"' && !parameter(type);
  });
  return index === -1 ? null : index;
}
