import type { EstimatedStatement } from '../../estimated-statement.js';
import type { Price } from '../../report.js';

/** Finds one way of paying for more than is needed. It speaks only where the estimate proves a cost. */
export interface Rule {
  /** What it says, in one sentence. */
  readonly summary: string;
  readonly find: (statement: EstimatedStatement, context: RuleContext) => readonly RuleFinding[];
}

export interface RuleContext {
  readonly price: Price;
}

export interface RuleFinding {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Whole bytes that could stay unread, by the likely figures. */
  readonly bytes: number;
  /** Whole bytes that `message` names, in their order; absent where that is `bytes` only. */
  readonly figures?: readonly number[];
  /** `database.table` of each table that it is about. */
  readonly tables: readonly string[];
}
