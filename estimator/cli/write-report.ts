import { appendFile } from 'node:fs/promises';
import type { CheckReport } from '../check/check-report.js';
import { type CheckFormat, checkRenderers } from '../check/render/registry.js';
import { DryRunError } from '../errors.js';
import { describeSystemError } from './describe-system-error.js';
import { type OutputFile, writeOutputFiles } from './output-files.js';
import { writeResult } from './standard-streams.js';

/**
 * Writes a check's report to its files and to standard output, and for GitHub's annotations also the summary of the
 * step, to the file that its runner names. Throws `unwritable_file`.
 */
export async function writeReport(
  report: CheckReport,
  format: CheckFormat,
  outputs: readonly OutputFile[],
): Promise<void> {
  await writeOutputFiles(report, outputs);
  const render = await checkRenderers[format]();
  writeResult(await render(report));
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (format === 'github' && summary !== undefined && summary !== '') await appendSummary(report, summary);
}

async function appendSummary(report: CheckReport, path: string): Promise<void> {
  const render = await checkRenderers.markdown();
  try {
    await appendFile(path, `${await render(report)}\n`);
  } catch (error) {
    throw new DryRunError('unwritable_file', { path, detail: describeSystemError(error) });
  }
}
