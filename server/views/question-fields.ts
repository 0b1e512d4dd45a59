import { formatRunsPerMonth } from '../../estimator/runs-per-month.js';
import type { Question } from '../question.js';

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
  sizedIn,
  wrongFields = {},
}: Omit<Question, 'sql'>): readonly FieldView[] {
  return [
    { name: 'database', value: database },
    { name: 'region', value: region },
    {
      name: 'runs',
      value: wrongFields.runs ?? (runsPerMonth === null ? '' : formatRunsPerMonth(runsPerMonth)),
    },
    { name: 'size', value: wrongFields.size ?? String(tableSize.position) },
    { name: 'of', value: sizedIn },
  ];
}
