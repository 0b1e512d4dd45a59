import type { Catalog, View } from '../catalog/catalog.js';
import { DryRunError } from '../errors.js';
import type { Parser } from '../sql/parse.js';
import type { Span } from '../sql/span.js';
import type { PlanSymbol, Query } from '../sql/tree.js';
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
  /** Notes that a CTE or a view is written out once more; throws `limit_exceeded` beyond any real query. */
  readonly countUse: () => void;
  /** The query of a view, read once for each place where it stands. */
  readonly viewQuery: (view: View, place: Span) => Query;
  /** Views being expanded, to refuse a view that reads itself. */
  readonly openViews: ReadonlySet<string>;
}

/**
 * Each use of a CTE is a scan of its own, so chains of CTEs can multiply. Trino refuses queries of more than 150 stages
 * (`query.max-stage-count`, read 2025-11-21), of which most scans are one.
 */
const mostScans = 500;
const mostSymbols = 500_000;
/** Those that read no table are no scans, but take their time as well. */
const mostUses = 5000;

export function createBinder(catalog: Catalog, database: string, parser: Parser): Binder {
  let symbols = 0;
  let scans = 0;
  let uses = 0;
  const views = new Map<string, Query>();
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
    countUse() {
      uses += 1;
      if (uses > mostUses) {
        throw new DryRunError('limit_exceeded', {
          what: 'The query with its CTEs and views written out',
          limit: `${mostUses} of them`,
        });
      }
    },
    viewQuery(view, place) {
      const key = `${place.start} ${view.database}.${view.name}`;
      const query = views.get(key) ?? parser.parseQueryAt(view.sql, place);
      views.set(key, query);
      return query;
    },
    openViews: new Set(),
  };
}
