import { asCheckReport } from '../as-check-report.js';
import type { CheckReport } from '../check-report.js';
import { parseReport } from '../parse-report.js';
import { suppressedIn } from '../suppressed-in.js';
import type { Base, BaseFile } from './base.js';

/**
 * Reads the JSON report of an earlier `check` or `estimate`; that of `estimate` does not say its catalog, the texts of
 * its files, or what comments in them suppress. Throws `invalid_report`.
 */
export function baseOfReport(path: string, text: string): Base {
  const parsed = parseReport(path, text);
  const report = parsed.of === 'check' ? parsed.report : asCheckReport(parsed.report);
  const { price, engine, check } = report;
  const files = parsed.of === 'check' ? filesOf(report) : check.files;
  return { name: path, catalog: check.catalog, price, engine, files, renames: new Map() };
}

function filesOf({ statements, check }: CheckReport): readonly BaseFile[] {
  return check.files.map((file) => {
    const own = statements.slice(file.firstStatement, file.firstStatement + file.statements);
    return { ...file, suppressed: suppressedIn(own) };
  });
}
