import { isOneRow } from '../../optimize/is-one-row.js';
import { expressionsIn, outputsOf, referencesOf, sourcesOf } from '../../optimize/references.js';
import { formatBytes } from '../../render/format-bytes.js';
import type { JoinPlan, Plan, Scan } from '../../sql/plan.js';
import { lowersBill } from './lowers-bill.js';
import type { Rule, RuleFinding } from './rule.js';
import { type ReportedScan, scansOf } from './scans-of.js';

/** Two tables, every row of one with every row of the other. */
export const crossJoin: Rule = {
  summary: 'Two tables are joined without any condition between them.',
  find: (statement, { price }) =>
    statement.queries.flatMap((query) => {
      const scans = scansOf({ ...statement, queries: [query] });
      return joinsIn(query.planned.plan)
        .filter(isUnconditional)
        .flatMap((join): readonly RuleFinding[] => {
          const left = among(scans, join.left);
          const right = among(scans, join.right);
          const [at] = right;
          const [from] = left;
          const bytes = [...left, ...right].reduce((sum, { report }) => sum + (report.bytes.likely ?? 0), 0);
          if (at === undefined || from === undefined || !lowersBill(statement.report, bytes, price))
            return [];
          const { line, column } = at.report;
          const tables = [...new Set([...left, ...right].map(({ table }) => table))];
          const message = `Nothing joins ${at.table} to ${from.table}: ${formatBytes(bytes)} are read for every row of one with every row of the other.`;
          return [{ message, line, column, bytes, tables }];
        });
    }),
};

function joinsIn(plan: Plan): readonly JoinPlan[] {
  const below = sourcesOf(plan).flatMap(joinsIn);
  return plan.kind === 'join' ? [plan, ...below] : below;
}

/** No condition is left on the join, each side may have many rows, and no side is made for each row of the other. */
function isUnconditional({ conjuncts, left, right }: JoinPlan): boolean {
  if (conjuncts.length > 0 || [left, right].some(hasAtMostOneRow)) return false;
  const outer = outputsOf(left);
  return !expressionsIn(right).some((expression) =>
    [...referencesOf(expression)].some((symbol) => outer.has(symbol)),
  );
}

function hasAtMostOneRow(plan: Plan): boolean {
  if (isOneRow(plan) || (plan.kind === 'limit' && plan.rows === 1)) return true;
  return (plan.kind === 'filter' || plan.kind === 'project') && hasAtMostOneRow(plan.source);
}

function among(scans: readonly ReportedScan[], plan: Plan): readonly ReportedScan[] {
  const own = new Set<Scan>(scannedBy(plan));
  return scans.filter(({ planned }) => own.has(planned.scan));
}

function scannedBy(plan: Plan): readonly Scan[] {
  return plan.kind === 'scan' ? [plan] : sourcesOf(plan).flatMap(scannedBy);
}
