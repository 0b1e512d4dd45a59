import { asCheckReport } from '../as-check-report.js';
import { parseReport } from '../parse-report.js';
import type { Base } from './base.js';

/**
 * Reads the JSON report of an earlier `check` or `estimate`; that of `estimate` does not say its catalog, nor the texts
 * of its files. Throws `invalid_report`.
 */
export function baseOfReport(path: string, text: string): Base {
  const parsed = parseReport(path, text);
  const { price, engine, check } = parsed.of === 'check' ? parsed.report : asCheckReport(parsed.report);
  return { name: path, catalog: check.catalog, price, engine, files: check.files, renames: new Map() };
}
