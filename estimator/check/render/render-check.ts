import type { CheckReport } from '../check-report.js';
import { type CheckFormat, checkRenderers } from './registry.js';

/** The text of a check's report in any of its formats, without a line break at its end. */
export async function renderCheck(report: CheckReport, format: CheckFormat): Promise<string> {
  const render = await checkRenderers[format]();
  return render(report);
}
