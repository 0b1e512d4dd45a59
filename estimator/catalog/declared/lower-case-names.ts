import type { Properties } from '../../sql/statement.js';

/** Parameters of Glue in the form in which DDL gives properties. */
export function lowerCaseNames(parameters: Readonly<Record<string, string>>): Properties {
  return new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
}
