import { billingRules } from '../pricing/billing-rules.js';
import type { Interval, StatementKind, StatementReport } from '../report.js';
import { formatBytes, formatWholeNumber } from './format-bytes.js';
import { formatInterval } from './format-interval.js';
import { formatUsd } from './format-usd.js';

/** As SQL has it. */
export const kindNames: Readonly<Record<StatementKind, string>> = {
  select: 'SELECT',
  create_table_as: 'CREATE TABLE AS',
  insert: 'INSERT',
  unload: 'UNLOAD',
  create_view: 'CREATE VIEW',
  explain: 'EXPLAIN',
  explain_analyze: 'EXPLAIN ANALYZE',
  prepare: 'PREPARE',
  execute: 'EXECUTE',
  deallocate: 'DEALLOCATE',
  merge: 'MERGE',
  update: 'UPDATE',
  delete: 'DELETE',
  optimize: 'OPTIMIZE',
  vacuum: 'VACUUM',
  ddl: 'DDL',
  utility: 'SHOW or DESCRIBE',
  unknown: 'statement',
};

export function nameKind(kind: StatementKind): string {
  return kindNames[kind];
}

/** The three figures of a statement or a total: dollars, bytes scanned, bytes billed. Never one of them alone. */
export interface FigureTexts {
  readonly cost: string;
  readonly scanned: string;
  readonly billed: string;
}

export function describeFigures(figures: {
  readonly usd: Interval;
  readonly bytesScanned: Interval;
  readonly bytesBilled: Interval;
  readonly usdPerMonth?: Interval;
}): FigureTexts {
  const { usdPerMonth } = figures;
  const month = usdPerMonth === undefined ? '' : `, ${formatInterval(usdPerMonth, formatUsd)} a month`;
  return {
    cost: `${formatInterval(figures.usd, formatUsd)}${month}`,
    scanned: formatInterval(figures.bytesScanned, formatBytes),
    billed: formatInterval(figures.bytesBilled, formatBytes),
  };
}

/** The figures of one statement, with what stands behind them. */
export function describeBill(statement: StatementReport): FigureTexts {
  const { usdPerMonth: _, ...once } = statement;
  const { cost, scanned, billed } = describeFigures(once);
  if (billingRules[statement.kind].charge === 'free') {
    return { cost: `${cost}, Athena does not charge for this statement`, scanned, billed };
  }
  const { low, likely, high } = statement.bytesScanned;
  if (statement.usd.low === null && statement.usd.high === null) return { cost, scanned, billed };
  const whole = low === likely && likely === high && likely !== null && likely >= 1000;
  return {
    cost: `${cost} a run${describeMonth(statement)}`,
    scanned: whole ? `${scanned} (${formatWholeNumber(likely)} bytes, exact)` : scanned,
    billed,
  };
}

function describeMonth({ runsPerMonth, usdPerMonth }: StatementReport): string {
  if (runsPerMonth === undefined || usdPerMonth === undefined) return '';
  const runs = `${formatWholeNumber(runsPerMonth)} ${runsPerMonth === 1 ? 'run' : 'runs'}`;
  return `, ${formatInterval(usdPerMonth, formatUsd)} a month of ${runs}`;
}
