import { castTo } from '../evaluate/cast-value.js';
import { isValue } from '../evaluate/outcome.js';
import type { ProjectedKey, ProjectedValue } from './projected-key.js';
import { failProjection, type KeyDeclaration, requiredProperty } from './projection-property.js';

/** A list of values. White space in it counts. */
export function enumKey(declaration: KeyDeclaration): ProjectedKey {
  const texts = new Set(requiredProperty(declaration, 'values').split(','));
  const values = new Map([...texts].map((text) => [text, enumValue(declaration, text)]));
  return {
    count: values.size,
    values: () => values.values(),
    find: (text) => values.get(text) ?? null,
  };
}

function enumValue(declaration: KeyDeclaration, text: string): ProjectedValue {
  const value = declaration.type.kind === 'varchar' ? text : castTo(declaration.type)(text, null);
  if (isValue(value)) return { text, value };
  return failProjection(declaration, `its value ${text} does not fit the type of ${declaration.key}.`);
}
