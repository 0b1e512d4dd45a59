import { DryRunError } from '../../../estimator/errors.js';
import type { JsonObject } from '../lossless-json.js';
import { constantText } from './tree-nodes.js';

/** Units of date_add, date_diff and date_trunc that a date has. */
export const dateUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** Those that only a timestamp has. */
export const timeUnits = ['millisecond', 'second', 'minute', 'hour'] as const;

const units: ReadonlySet<string> = new Set([...dateUnits, ...timeUnits]);

/** The unit that a constant names. Throws `not_faithful` for anything else, `query_failed` for what is no unit. */
export function dateUnit(node: JsonObject): string {
  const unit = constantText(node)?.toLowerCase();
  if (unit === undefined)
    throw new DryRunError('not_faithful', { what: 'A unit of time that is no constant' });
  if (units.has(unit)) return unit;
  throw new DryRunError('query_failed', { detail: `'${unit}' is not a valid unit of time` });
}
