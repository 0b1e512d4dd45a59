import { Eta } from 'eta';
import { packageFolder } from '../../package-folder.js';
import { describePrice } from '../../render/describe-price.js';
import { describeBill, nameKind } from '../../render/describe-statement.js';
import { formatBytes } from '../../render/format-bytes.js';
import { formatInterval } from '../../render/format-interval.js';
import { formatLocation } from '../../render/format-location.js';
import { printable, printableLines } from '../../render/printable.js';
import { type ChartShape, type RangeBar, rangeChart } from '../../render/range-chart.js';
import type { BaseComparison } from '../base/base-comparison.js';
import type { CheckedStatement, CheckReport, FileSummary } from '../check-report.js';
import { complaintsOf } from '../complaints-of.js';
import { worstFirst } from '../worst-first.js';
import {
  describeBase,
  describeDelta,
  describeSides,
  describeUnchanged,
  nameChange,
} from './describe-base.js';
import { describeSuppressed } from './describe-suppressed.js';
import { describeTotal } from './describe-total.js';
import { describeVerdict } from './describe-verdict.js';

/** The page shows the one that fits the reader's window and colours. */
const shapes: Readonly<Record<'large' | 'small', ChartShape>> = {
  large: { width: 720, rowHeight: 28, barWidth: 14, fontSize: 12, text: 'beside' },
  small: { width: 320, rowHeight: 42, barWidth: 12, fontSize: 12, text: 'above' },
};

/** Files that a chart shows. */
const shownFiles = 20;

/** Characters of a file's name beside its bar. */
const nameLength = 28;

/** One self-contained page without scripts, light or dark as the reader's system is; everything printed is escaped. */
export async function renderCheckHtml(report: CheckReport): Promise<string> {
  const { check, statements, price } = report;
  const eta = new Eta({ autoEscape: true });
  const template = packageFolder('estimator', 'check', 'render', 'templates', 'check.eta');
  const bars = barsOf(check.files);
  const page = eta.renderString(eta.readFile?.(template) ?? '', {
    verdict: describeVerdict(report),
    level: check.verdict,
    total: describeTotal(report),
    catalog: check.catalog === null ? null : printable(check.catalog),
    base: check.base === null ? null : viewOfBase(check.base),
    complaints: worstFirst(complaintsOf(report)).map(({ file, line, column, level, message, rule }) => ({
      place: formatLocation(file, line, column) || 'everything together',
      level,
      message: printable(message),
      rule: printable(rule),
    })),
    suppressed: describeSuppressed(report),
    chartTitle:
      check.files.length > shownFiles ? `Scanned by the ${shownFiles} largest files` : 'Scanned by file',
    charts: bars.length === 0 ? [] : await chartsOf(bars),
    statements: [...statements].sort(byBytes).map(viewOf),
    price: describePrice(price),
  });
  return page.trimEnd();
}

async function chartsOf(bars: readonly RangeBar[]): Promise<readonly object[]> {
  const charts = [];
  for (const [size, shape] of Object.entries(shapes)) {
    for (const scheme of ['light', 'dark'] as const) {
      charts.push({ size, scheme, svg: await rangeChart(bars, shape, scheme) });
    }
  }
  return charts;
}

function viewOfBase(base: BaseComparison): object {
  return {
    title: printable(describeBase(base)),
    unchanged: describeUnchanged(base),
    differences: base.differences.map(printable),
    changes: base.changes.map((change) => ({
      status: change.status,
      file: printable(nameChange(change)),
      scanned: describeSides(change.bytesScanned, formatBytes),
      difference: describeDelta(change),
    })),
  };
}

function viewOf(statement: CheckedStatement): object {
  const { source, kind, scans, sql } = statement;
  const { cost } = describeBill(statement);
  return {
    place: formatLocation(source.file, source.line, source.column),
    kind: nameKind(kind),
    tables: printable([...new Set(scans.map(({ database, table }) => `${database}.${table}`))].join(', ')),
    scanned: formatInterval(statement.bytesScanned, formatBytes),
    cost,
    sql: sql === undefined ? null : printableLines(sql).join('\n'),
  };
}

/** What is not known comes first: it may be the largest. */
function byBytes(left: CheckedStatement, right: CheckedStatement): number {
  const bytesOf = ({ bytesScanned }: CheckedStatement): number => bytesScanned.high ?? Number.MAX_VALUE;
  return bytesOf(right) - bytesOf(left);
}

/** The largest files, as far as their bytes are known. */
function barsOf(files: readonly FileSummary[]): readonly RangeBar[] {
  const known = files.flatMap(({ file, bytesScanned }) => {
    const { low, high } = bytesScanned;
    return high === null
      ? []
      : [{ file, low: low ?? 0, high, text: formatInterval(bytesScanned, formatBytes) }];
  });
  const shown = known.sort((left, right) => right.high - left.high).slice(0, shownFiles);
  const largest = shown[0]?.high ?? 0;
  const percent = (bytes: number): number => (largest === 0 ? 0 : (100 * bytes) / largest);
  return shown.map(({ file, low, high, text }) => ({
    name: endOf(printable(file)),
    isCurrent: false,
    low: percent(low),
    high: percent(high),
    beside: text,
    above: `${endOf(printable(file))}   ${text}`,
  }));
}

/** The end of a path says more than its start. */
function endOf(path: string): string {
  const characters = [...path];
  return characters.length <= nameLength ? path : `…${characters.slice(1 - nameLength).join('')}`;
}
