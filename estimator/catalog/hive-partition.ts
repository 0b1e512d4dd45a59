/** One `key=value` folder. */
export interface HiveFolder {
  /** Lower case. */
  readonly key: string;
  /** null: `__HIVE_DEFAULT_PARTITION__`, the partition of NULLs. */
  readonly value: string | null;
}

/** Reads the name of a Hive partition folder, percent-decoded; null for other names. */
export function readHiveFolder(name: string): HiveFolder | null {
  const equals = name.indexOf('=');
  if (equals <= 0) return null;
  const value = percentDecode(name.slice(equals + 1));
  return {
    key: percentDecode(name.slice(0, equals)).toLowerCase(),
    value: value === '__HIVE_DEFAULT_PARTITION__' ? null : value,
  };
}

/** Hive escapes bytes of UTF-8 as `%XX`; a text that does not decode stands for itself. */
function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
