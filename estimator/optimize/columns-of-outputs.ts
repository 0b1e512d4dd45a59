import type { Column } from '../catalog/catalog.js';
import type { PlannedOutput } from './plan-query.js';

/** The outputs that have a name as columns of a table made of them; a type that is not known is `other`. */
export function columnsOfOutputs(outputs: readonly PlannedOutput[]): readonly Column[] {
  return outputs.flatMap(({ name, type }) =>
    name === null ? [] : [{ name, type: type ?? { kind: 'other', text: 'unknown' } }],
  );
}
