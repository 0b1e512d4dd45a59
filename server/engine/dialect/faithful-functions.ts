/**
 * Athena's functions that DuckDB, after translation, answers as Athena does. What is not here is refused, never
 * approximated: `approx_distinct` counts otherwise, `json_extract_scalar` gives text for objects, and so on.
 */
export const faithfulFunctions: ReadonlySet<string> = new Set(
  `
  count sum avg min max count_if stddev stddev_samp stddev_pop variance var_pop var_samp corr covar_pop covar_samp
  bool_and bool_or every arbitrary any_value max_by min_by array_agg
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  coalesce if nullif concat lower upper length trim ltrim rtrim reverse replace strpos starts_with split_part split substr
  regexp_like regexp_extract regexp_replace
  year month day hour minute quarter day_of_month day_of_week dow day_of_year doy week week_of_year date date_trunc date_add date_diff from_unixtime to_unixtime date_parse date_format
  current_date current_timestamp now localtimestamp
  abs ceil floor round sign sqrt ln exp power mod
  array map row cardinality contains greatest least grouping
  `
    .trim()
    .split(/\s+/),
);
