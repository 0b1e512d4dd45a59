/** What Hive calls the partition of NULLs. */
export const nullPartition = '__HIVE_DEFAULT_PARTITION__';

/** One `key=value` folder. */
export interface HiveFolder {
  /** Lower case. */
  readonly key: string;
  /** null: the partition of NULLs. */
  readonly value: string | null;
}

/** Reads the name of a Hive partition folder, percent-decoded; null for other names. */
export function readHiveFolder(name: string): HiveFolder | null {
  const equals = name.indexOf('=');
  if (equals <= 0) return null;
  const value = percentDecode(name.slice(equals + 1));
  return {
    key: percentDecode(name.slice(0, equals)).toLowerCase(),
    value: value === nullPartition ? null : value,
  };
}

/**
 * Hive writes some characters as `%XX` (FileUtils.escapePathName) and reads each `%` with two digits of hexadecimal
 * behind it back; any other `%` stands for itself. Bytes above ASCII that others escape are of UTF-8.
 */
function percentDecode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    const decoded = bytes.toString('utf8');
    return Buffer.from(decoded, 'utf8').equals(bytes) ? decoded : bytes.toString('latin1');
  });
}

/** `key=value/key=value`, escaped: where Hive and Athena put a partition that names no place of its own. */
export function hivePath(keys: readonly string[], values: readonly (string | null)[]): string {
  return keys
    .map((key, index) => `${escapeName(key)}=${escapeName(values[index] ?? nullPartition)}`)
    .join('/');
}

/** Characters that Hive writes as `%XX` in the names of partition folders (FileUtils.charToEscape), and controls. */
const escaped = /["#%'*/:=?\\{[\]^]|(?=\p{ASCII})\p{Cc}/gu;

function escapeName(text: string): string {
  return text.replace(
    escaped,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
