import type { EstimatedStatement } from '../../estimated-statement.js';
import type { ScanReport } from '../../report.js';

type Line = (line: number) => number;

/** A statement whose places are lines of another text. */
export function moveLines(statement: EstimatedStatement, lineOf: Line): EstimatedStatement {
  const { report, queries } = statement;
  const move = (scan: ScanReport): ScanReport => moveScan(scan, lineOf);
  return {
    ...statement,
    report: {
      ...report,
      source: { ...report.source, line: lineOf(report.source.line) },
      scans: report.scans.map(move),
      errors: report.errors.map((error) => ({
        ...error,
        line: error.line === null ? null : lineOf(error.line),
      })),
      notes: report.notes.map((note) => moveOptional(note, lineOf)),
    },
    queries: queries.map((query) => ({
      ...query,
      scans: query.scans.map(move),
      locate: (offset) => {
        const { line, column } = query.locate(offset);
        return { line: lineOf(line), column };
      },
    })),
  };
}

function moveScan(scan: ScanReport, lineOf: Line): ScanReport {
  const reasons = scan.reasons.map((reason) => moveOptional(reason, lineOf));
  return { ...scan, line: lineOf(scan.line), reasons };
}

function moveOptional<Placed extends { readonly line?: number }>(placed: Placed, lineOf: Line): Placed {
  return placed.line === undefined ? placed : { ...placed, line: lineOf(placed.line) };
}
