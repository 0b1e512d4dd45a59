import type { CheckedStatement, SuppressedFinding } from './check-report.js';

/** What comments keep quiet in statements, in their order. */
export function suppressedIn(
  statements: readonly Pick<CheckedStatement, 'suppressed'>[],
): readonly SuppressedFinding[] {
  return statements.flatMap(({ suppressed = [] }) => suppressed);
}
