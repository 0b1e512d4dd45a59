import { DryRunError } from '../estimator/errors.js';
import { runsPerMonthRule } from '../estimator/runs-per-month.js';
import { type Problem, problemOf } from './problem.js';
import { tableSizes } from './table-size.js';

/** Fields of the form that can hold what makes no sense; any text can be asked about as SQL. */
export type CheckedField = 'database' | 'region' | 'runs' | 'size' | 'of';

/** What was written in fields instead of what they take; an estimate goes on without those that it does not need. */
export type WrongFields = Readonly<Partial<Record<CheckedField, string>>>;

interface FieldRule {
  /** As the form calls it. */
  readonly label: string;
  readonly expected: string;
}

export const fieldRules: Readonly<Record<CheckedField, FieldRule>> = {
  database: { label: 'Layout', expected: 'a database of the catalog' },
  region: { label: 'Region', expected: 'a region whose price is known' },
  runs: { label: 'Runs a month', expected: runsPerMonthRule },
  size: { label: 'My table is', expected: `a position from 0 to ${tableSizes.length - 1}` },
  of: { label: 'My table is', expected: 'a size in a database of the catalog' },
};

const checkedFields: readonly CheckedField[] = ['database', 'region', 'runs', 'size', 'of'];

/** Names each wrong field in words; null where all make sense. */
export function problemOfFields(wrongFields: WrongFields): Problem | null {
  const sentences = checkedFields.flatMap((field) => {
    const written = wrongFields[field];
    if (written === undefined) return [];
    const { label, expected } = fieldRules[field];
    return [`${label}: ${expected} was expected, not ${written === '' ? 'nothing' : written}.`];
  });
  if (sentences.length === 0) return null;
  return problemOf(new DryRunError('usage', { detail: sentences.join(' ') }), '');
}
