/**
 * Functions that a query may call: those that Trino documents, of older and newer versions (its list of functions, read
 * 2026-11-25), because Athena says "based on Trino" without a version; its constructors, pattern and table functions;
 * and functions of PrestoDB, from which Athena comes. Athena can have more, so a name that is not here is no error alone.
 */
export const trinoFunctions: ReadonlySet<string> = new Set(
  `
  abs acos asin atan atan2 cbrt ceil ceiling cos cosh cosine_distance cosine_similarity degrees e exp floor from_base
  infinity inverse_beta_cdf inverse_normal_cdf beta_cdf normal_cdf is_finite is_infinite is_nan ln log log10 log2 mod nan
  pi pow power radians rand random round sign sin sinh sqrt tan tanh to_base truncate width_bucket secure_rand
  secure_random wilson_interval_lower wilson_interval_upper binomial_cdf cauchy_cdf chi_squared_cdf gamma_cdf laplace_cdf
  poisson_cdf weibull_cdf f_cdf t_cdf factorial random_string

  bit_count bitwise_and bitwise_and_agg bitwise_left_shift bitwise_not bitwise_or bitwise_or_agg bitwise_right_shift
  bitwise_right_shift_arithmetic bitwise_xor bitwise_xor_agg bitwise_arithmetic_shift_right bitwise_logical_shift_right
  bitwise_shift_left

  chr codepoint concat concat_ws ends_with format format_number hamming_distance length levenshtein_distance lower lpad
  ltrim luhn_check ngrams normalize position regexp_count regexp_extract regexp_extract_all regexp_like regexp_position
  regexp_replace regexp_split repeat replace reverse rpad rtrim soundex split split_part split_to_map split_to_multimap
  starts_with strpos strrpos substr substring title_case translate trim upper word_stem key_sampling_percent
  jarowinkler_similarity longest_common_prefix

  crc32 from_base32 from_base64 from_base64url from_big_endian_32 from_big_endian_64 from_hex from_ieee754_32
  from_ieee754_64 from_utf8 hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 md5 murmur3 sha1 sha256 sha512 spooky_hash_v2_32
  spooky_hash_v2_64 to_base32 to_base64 to_base64url to_big_endian_32 to_big_endian_64 to_hex to_ieee754_32
  to_ieee754_64 to_utf8 xxhash64 uuid

  at_timezone current_date current_time current_timestamp current_timezone date date_add date_diff date_format date_parse
  date_trunc day day_of_month day_of_week day_of_year dow doy extract format_datetime from_iso8601_date
  from_iso8601_timestamp from_iso8601_timestamp_nanos from_unixtime from_unixtime_nanos hour human_readable_seconds
  last_day_of_month localtime localtimestamp millisecond minute month now parse_datetime parse_duration quarter second
  timezone timezone_hour timezone_minute to_iso8601 to_milliseconds to_unixtime week week_of_year with_timezone year
  year_of_week yow to_char to_date to_timestamp char2hexint index

  all_match any_match array_agg array_average array_cum_sum array_distinct array_duplicates array_except array_first
  array_frequency array_has_duplicates array_histogram array_intersect array_join array_last array_least_frequent
  array_max array_max_by array_min array_min_by array_normalize array_position array_remove array_sort array_sort_desc
  array_split_into_chunks array_sum array_top_n array_union arrays_overlap cardinality combinations contains
  contains_sequence element_at filter find_first find_first_index flatten none_match reduce remove_nulls sequence shuffle
  slice transform trim_array zip zip_with

  map map_agg map_concat map_entries map_filter map_from_entries map_key_exists map_keys map_keys_by_top_n_values
  map_normalize map_remove_null_values map_subset map_top_n map_top_n_keys map_top_n_values map_union map_union_sum
  map_values map_zip_with multimap_agg multimap_from_entries no_keys_match no_values_match all_keys_match any_keys_match
  any_values_match transform_keys transform_values

  is_json_scalar json json_array json_array_contains json_array_get json_array_length json_arrayagg json_exists
  json_extract json_extract_scalar json_format json_object json_objectagg json_parse json_query json_scalar
  json_serialize json_size json_value json_table

  any_value approx_distinct approx_most_frequent approx_percentile approx_set arbitrary avg bool_and bool_or checksum corr
  count count_if covar_pop covar_samp differential_entropy entropy every geometric_mean histogram kurtosis listagg max
  max_by merge min min_by multimap_agg numeric_histogram reduce_agg regr_intercept regr_slope regr_avgx regr_avgy
  regr_count regr_r2 regr_sxx regr_sxy regr_syy set_agg set_union skewness stddev stddev_pop stddev_samp sum tdigest_agg
  qdigest_agg value_at_quantile values_at_quantiles quantile_at_value quantiles_at_values scale_qdigest scale_tdigest
  trimmed_mean destructure_tdigest merge_tdigest var_pop var_samp variance empty_approx_set make_set_digest
  merge_set_digest hash_counts intersection_cardinality jaccard_index theta_sketch_cardinality theta_sketch_union
  classification_fall_out classification_miss_rate classification_precision classification_recall
  classification_thresholds noisy_avg_gaussian noisy_count_gaussian noisy_count_if_gaussian noisy_sum_gaussian
  reservoir_sample

  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number grouping classifier
  match_number first last prev next permute

  array row coalesce if nullif greatest least try try_cast cast typeof fail version bar color render rgb parse_data_size
  parse_presto_data_size collect element fusion intersection set sumif objectid objectid_timestamp timestamp_objectid

  classify features learn_classifier learn_libsvm_classifier learn_libsvm_regressor learn_regressor regress
  evaluate_classifier_predictions

  url_decode url_encode url_extract_fragment url_extract_host url_extract_parameter url_extract_path url_extract_port
  url_extract_protocol url_extract_query ip_prefix ip_subnet_max ip_subnet_min ip_subnet_range is_subnet_of is_private_ip

  bing_tile bing_tile_at bing_tile_children bing_tile_coordinates bing_tile_parent bing_tile_polygon bing_tile_quadkey
  bing_tile_zoom_level bing_tiles_around bing_tiles_around_point convex_hull_agg expand_envelope flatten_geometry_collections
  from_encoded_polyline from_geojson_geometry geometry_as_geojson geometry_collect_agg geometry_from_geojson
  geometry_from_hadoop_shape geometry_invalid_reason geometry_nearest_points geometry_to_bing_tiles
  geometry_to_dissolved_bing_tiles geometry_union geometry_union_agg great_circle_distance line_interpolate_point
  line_interpolate_points line_locate_point simplify_geometry spatial_partitioning spatial_partitions
  to_encoded_polyline to_geojson_geometry to_geometry to_spherical_geography geometry_to_bing_tiles
  st_area st_asbinary st_asewkb st_asewkt st_asgeojson st_astext st_boundary st_buffer st_centroid st_collect st_contains
  st_convexhull st_coorddim st_crosses st_difference st_dimension st_disjoint st_distance st_endpoint st_envelope
  st_envelopeaspts st_equals st_exteriorring st_force2d st_force3d st_geometries st_geometryfromtext st_geometryn
  st_geometrytype st_geomfrombinary st_geomfromewkt st_geomfromkml st_geomfromtext st_interiorringn st_interiorrings
  st_intersection st_intersects st_isclosed st_isempty st_isring st_issimple st_isvalid st_length st_line
  st_linefromtext st_linemerge st_linestring st_makeline st_makepolygon st_minimumboundingcircle st_multi st_multipoint
  st_normalize st_numgeometries st_numinteriorring st_numpoints st_orientedenvelope st_overlaps st_point st_pointn
  st_pointonsurface st_points st_polygon st_polygonize st_relate st_reduceprecision st_setsrid st_srid st_startpoint
  st_symdifference st_touches st_transform st_union st_voronoipolygons st_within st_x st_xmax st_xmin st_y st_ymax
  st_ymin st_z

  current_groups current_user exclude_columns
  `
    .trim()
    .split(/\s+/),
);
