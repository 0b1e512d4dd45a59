import { outputFormats, renderers } from '../../render/registry.js';
import { asCheckReport } from '../as-check-report.js';
import type { ParsedReport } from '../parse-report.js';
import type { CheckFormat } from './registry.js';
import { renderCheck } from './render-check.js';

/** A report that was read: of an estimate in the formats of estimates, and in those that only checks have as a check. */
export async function renderParsed({ of, report }: ParsedReport, format: CheckFormat): Promise<string> {
  if (of === 'check') return renderCheck(report, format);
  const own = outputFormats.find((name) => name === format);
  return own === undefined
    ? renderCheck(asCheckReport(report), format)
    : (await renderers[own]()).renderReport(report);
}
