import type { ProjectionProperties } from '../catalog/catalog.js';
import { hivePath } from '../catalog/hive-partition.js';

/** The folder of a partition below the root of its table's projection, with a slash at its end. */
export function projectedFolder(
  { template }: Pick<ProjectionProperties, 'template'>,
  keys: readonly string[],
  texts: readonly string[],
): string {
  if (template === null) return `${hivePath(keys, texts)}/`;
  const byKey = new Map(keys.map((key, index) => [key, texts[index] ?? '']));
  return template.replace(
    /\$\{([^}]*)\}/g,
    (placeholder, key: string) => byKey.get(key.toLowerCase()) ?? placeholder,
  );
}
