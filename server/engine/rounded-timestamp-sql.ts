/**
 * SQL that rounds a timestamp to milliseconds, half up, as Athena's readers do with what is finer: its type is
 * `timestamp(3)` (trino-hive-formats and trino-parquet, read 2026-11-25).
 */
export function roundedTimestampSql(timestamp: string): string {
  const micros = `(epoch_us(${timestamp}) + 500)`;
  return `make_timestamp(${micros} - ((${micros} % 1000) + 1000) % 1000)`;
}
