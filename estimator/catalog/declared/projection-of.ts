import type { ProjectionProperties } from '../catalog.js';
import { addressOf } from '../object-address.js';
import type { DeclaredTable } from './declared-table.js';

/**
 * The projection of a table that has it switched on, else null. Without a template, partitions lie in `key=value`
 * folders: https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html, read 2026-11-25
 */
export function projectionOf({
  properties,
  location,
  folder,
  partitionKeys,
}: DeclaredTable): ProjectionProperties | null {
  if (properties.get('projection.enabled')?.trim().toLowerCase() !== 'true' || partitionKeys.length === 0)
    return null;
  const own = Object.fromEntries([...properties].filter(([name]) => name.startsWith('projection.')));
  const written = properties.get('storage.location.template');
  if (written === undefined) return { properties: own, root: location ?? '', template: null };
  // The folder above the first value; the rest is the template.
  const firstKey = written.indexOf('${');
  const rootEnd = written.lastIndexOf('/', firstKey < 0 ? written.length : firstKey) + 1;
  const root = addressOf(written.slice(0, rootEnd), folder);
  const rest = written.slice(rootEnd);
  return { properties: own, root, template: rest === '' || rest.endsWith('/') ? rest : `${rest}/` };
}
