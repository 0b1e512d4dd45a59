import type { Catalog } from '../catalog/catalog.js';
import { DryRunError } from '../errors.js';
import type { Parser } from '../sql/parse.js';
import type { PlanSymbol } from '../sql/tree.js';
import type { Type } from '../sql/type.js';

/** What binding one query needs: the catalog, where unqualified names are looked up, and fresh symbols. */
export interface Binder {
  readonly catalog: Catalog;
  readonly database: string;
  readonly parser: Parser;
  /** A new symbol; throws `limit_exceeded` when CTEs inlined in CTEs grow without end. */
  readonly newSymbol: (name: string, type: Type | null) => PlanSymbol;
  /** Notes that a table is read once more; throws `limit_exceeded` beyond any real query. */
  readonly countScan: () => void;
  /** Views being expanded, to refuse a view that reads itself. */
  readonly openViews: ReadonlySet<string>;
}

/**
 * Each use of a CTE is a scan of its own, so chains of CTEs can multiply. Trino refuses queries of more than 150 stages
 * (`query.max-stage-count`, read 2025-11-21), of which most scans are one.
 */
const mostScans = 500;
const mostSymbols = 500_000;

export function createBinder(catalog: Catalog, database: string, parser: Parser): Binder {
  let symbols = 0;
  let scans = 0;
  return {
    catalog,
    database,
    parser,
    newSymbol(name, type) {
      symbols += 1;
      if (symbols > mostSymbols) {
        throw new DryRunError('limit_exceeded', {
          what: 'The query with its CTEs written out',
          limit: `${mostSymbols} columns`,
        });
      }
      return { id: symbols, name, type };
    },
    countScan() {
      scans += 1;
      if (scans > mostScans) {
        throw new DryRunError('limit_exceeded', {
          what: 'The query with its CTEs written out',
          limit: `${mostScans} table scans`,
        });
      }
    },
    openViews: new Set(),
  };
}
