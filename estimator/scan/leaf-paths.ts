import type { Column } from '../catalog/catalog.js';
import type { Demand } from '../optimize/demand.js';
import { fieldPath, namesOf } from '../sql/leaf-path.js';
import type { Scan } from '../sql/plan.js';
import type { Type } from '../sql/type.js';

/** Leaves of a column as files store them: fields of a struct apart, arrays and maps whole. */
export function leavesOf({ name, type }: Column): readonly string[] {
  return leavesBelow(fieldPath('', name), type);
}

function leavesBelow(path: string, type: Type): readonly string[] {
  if (type.kind !== 'row') return [path];
  return type.fields.flatMap((field) => leavesBelow(fieldPath(path, field.name), field.type));
}

/** Leaf paths that a scan reads, sorted: the demanded fields of its stored columns. */
export function demandedLeaves(scan: Scan, demand: Demand): readonly string[] {
  const found = new Set<string>();
  for (const { name, type } of scan.table.columns) {
    const symbol = scan.symbols.get(name);
    const paths = symbol === undefined ? undefined : demand.get(symbol);
    for (const path of paths ?? []) for (const leaf of leavesAt(name, path, type)) found.add(leaf);
  }
  return [...found].sort();
}

/** Leaves below a path inside a column. A step that is no field of a struct reads what it stands on whole. */
function leavesAt(column: string, path: string, type: Type): readonly string[] {
  let at = fieldPath('', column);
  let current = type;
  for (const step of namesOf(path)) {
    if (current.kind !== 'row') break;
    const field = current.fields.find(({ name }) => name === step);
    if (field === undefined) break;
    at = fieldPath(at, step);
    current = field.type;
  }
  return leavesBelow(at, current);
}
