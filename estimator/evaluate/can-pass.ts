import type { Row } from './compiled.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';

/**
 * What a predicate, evaluated with only a partition's values, says of the partition. `keep`: its rows may pass; a
 * failing evaluation keeps too, as in Trino (`LayoutConstraintEvaluator`). `prune`: false or NULL, no row can pass.
 * `unknown`: open; rows may pass, so a partition is to be kept.
 */
export type Verdict = 'keep' | 'prune' | 'unknown';

export function canPass(predicate: (row: Row) => Outcome, row: Row): Verdict {
  const outcome = predicate(row);
  if (outcome === UNKNOWN) return 'unknown';
  return outcome === true || outcome === FAILED ? 'keep' : 'prune';
}
