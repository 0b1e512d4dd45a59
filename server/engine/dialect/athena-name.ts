/** What Athena calls a function that has another name in DuckDB or among our macros. */
export function athenaName(name: string): string {
  return name.startsWith('date_add_') ? 'date_add' : (names.get(name) ?? name);
}

const names: ReadonlyMap<string, string> = new Map([
  ['plus', '+'],
  ['minus', '-'],
  ['modulo', '%'],
  ['isodow', 'day_of_week'],
  ['dayofyear', 'day_of_year'],
  ['to_timestamp', 'from_unixtime'],
  ['epoch', 'to_unixtime'],
  ['strftime', 'date_format'],
  ['strptime', 'date_parse'],
  ['parsed_text', 'date_parse'],
  ['date_sub', 'date_diff'],
  ['string_split', 'split'],
  ['regexp_matches', 'regexp_like'],
  ['regexp_extract_all', 'regexp_extract'],
  ['regexp_text', 'a regular expression'],
  ['array_length', 'cardinality'],
  ['if_true', 'count_if'],
  ['arg_max_null', 'max_by'],
  ['arg_min_null', 'min_by'],
]);
