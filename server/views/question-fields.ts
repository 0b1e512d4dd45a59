import type { Question } from '../question.js';
import { tableSizes } from '../table-size.js';

export interface FieldView {
  readonly name: string;
  readonly value: string;
}

/** The question without its text as fields of a form that passes it on. */
export function questionFields({
  database,
  region,
  runsPerMonth,
  tableSize,
}: Omit<Question, 'sql'>): readonly FieldView[] {
  return [
    { name: 'database', value: database },
    { name: 'region', value: region },
    { name: 'runs', value: runsPerMonth === null ? '' : String(runsPerMonth) },
    { name: 'size', value: String(tableSizes.indexOf(tableSize)) },
  ];
}
