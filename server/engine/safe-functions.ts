import { isJsonObject, type JsonObject } from './lossless-json.js';

/**
 * DuckDB functions that a statement may call: they read no file, no setting and no state, and the size of what they
 * give is bounded by their input. Not here on purpose: `repeat`, `sleep_ms`, `query`, `getvariable`,
 * `current_setting`, `nextval`, `setseed`, `write_log`, `levenshtein` (minutes on long text, deaf to interrupts),
 * `json_execute_serialized_sql`, `range` and `generate_series` (they take all memory before any limit; a macro checks
 * the size first).
 */
const safe: ReadonlySet<string> = new Set(
  `
  + - * / // % ** ^ & | << >> || ~~ !~~ ~~* !~~* ~ ! && @> <@ like_escape not_like_escape
  abs acos asin atan atan2 cbrt ceil ceiling cos cosh degrees exp floor greatest least ln log log10 log2 mod pi pow
  power radians round sign sin sinh sqrt tan tanh trunc isnan isinf isfinite random bit_count xor
  ascii chr concat contains ends_with starts_with prefix suffix length len lower upper ltrim rtrim trim replace reverse
  split string_split split_part strpos instr position substr substring translate unicode hex unhex from_hex to_hex
  base64 from_base64 to_base64 encode decode md5 sha1 sha256 hash url_encode url_decode strip_accents nfc_normalize
  regexp_matches regexp_full_match regexp_replace regexp_extract regexp_extract_all regexp_split_to_array
  date_trunc date_part datepart date_diff datediff date_sub datesub date_add make_date make_timestamp make_timestamptz
  epoch epoch_ms to_timestamp strptime try_strptime strftime last_day day dayofmonth dayofweek dayofyear hour minute
  second millisecond month quarter week weekofyear year isodow isoyear now today current_date current_timestamp
  get_current_timestamp timezone to_days to_hours to_microseconds to_milliseconds to_minutes to_months to_seconds
  to_weeks to_years age
  list_value list_extract array_extract list_contains list_distinct list_sort list_reverse_sort list_position
  list_concat list_slice list_transform list_filter list_reduce list_zip list_unique list_aggregate list_reverse
  list_has_all list_has_any list_intersect list_any_value list_sum list_min list_max list_avg list_prepend list_append
  list_resize list_bool_and list_bool_or list_where flatten array_to_string array_length
  struct_pack row struct_extract struct_extract_at map map_extract map_extract_value map_keys map_values map_entries
  map_concat map_contains map_from_entries element_at cardinality unnest
  json json_extract json_extract_string json_valid json_array_length json_keys json_type to_json json_contains
  count count_star sum avg min max any_value first last arbitrary arg_min arg_max arg_min_null arg_max_null min_by max_by bool_and bool_or
  bit_and bit_or bit_xor count_if countif stddev stddev_pop stddev_samp variance var_pop var_samp covar_pop covar_samp
  corr regr_slope regr_intercept skewness kurtosis approx_count_distinct approx_quantile quantile_cont
  quantile_disc median mode histogram array_agg list string_agg listagg product geomean entropy
  row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value
  typeof error coalesce nullif if ifnull
  `
    .trim()
    .split(/\s+/),
);

/** Longest text that `lpad` and `rpad` may be asked for; DuckDB pads to 2 GB and cannot be interrupted meanwhile. */
const maximumPaddedCharacters = 10_000;

/** Whether a call can be let through. `call` arguments are looked at where the size of the answer depends on them. */
export function isSafeFunction(name: string, callArguments: readonly JsonObject[]): boolean {
  if (name === 'lpad' || name === 'rpad') {
    const size = constantNumber(callArguments[1]);
    return size !== null && size <= maximumPaddedCharacters;
  }
  return safe.has(name);
}

function constantNumber(node: JsonObject | undefined): number | null {
  const value = node?.['class'] === 'CONSTANT' ? node['value'] : undefined;
  const number = isJsonObject(value) ? value['value'] : undefined;
  return typeof number === 'number' ? number : null;
}
