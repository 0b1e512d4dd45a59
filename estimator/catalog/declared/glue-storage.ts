import type { Properties } from '../../sql/statement.js';
import { type DeclaredStorage, declaredStorage } from './declared-storage.js';
import type { GlueStorage } from './glue-json.js';
import { lowerCaseNames } from './lower-case-names.js';

/** Storage as a table or a partition of Glue describes it. */
export function glueStorage(
  { InputFormat, SerdeInfo }: GlueStorage,
  properties: Properties,
): DeclaredStorage {
  const serde = lowerCaseNames(SerdeInfo.Parameters);
  return declaredStorage({
    storedAs: null,
    inputFormat: InputFormat,
    serde: SerdeInfo.SerializationLibrary,
    serdeProperties: serde,
    fieldDelimiter: serde.get('field.delim') ?? serde.get('separatorchar') ?? null,
    properties,
  });
}
