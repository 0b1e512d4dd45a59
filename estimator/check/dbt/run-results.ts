import * as v from 'valibot';
import { parseJsonFile } from './parse-json-file.js';

const runResults = v.object({
  results: v.array(
    v.object({
      unique_id: v.string(),
      status: v.string(),
      adapter_response: v.nullish(v.object({ data_scanned_in_bytes: v.nullish(v.number()) })),
    }),
  ),
});

/**
 * Bytes that the last run of each node really scanned, by its id. dbt-athena says 0 also where it could not read the
 * statistics of Athena, so 0 is not known, and left out. Throws `invalid_dbt`.
 */
export function parseRunResults(path: string, text: string): ReadonlyMap<string, number> {
  const measured = new Map<string, number>();
  for (const { unique_id, status, adapter_response } of parseJsonFile(path, text, runResults).results) {
    const bytes = adapter_response?.data_scanned_in_bytes ?? 0;
    if (status === 'success' && bytes > 0) measured.set(unique_id, bytes);
  }
  return measured;
}
