import { appendFile } from 'node:fs/promises';
import type { CheckFormat } from '../check/render/registry.js';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';
import { type OutputFile, type RenderAs, writeOutputFiles } from './output-files.js';
import { writeResult } from './standard-streams.js';

/**
 * Writes a report to its files and to standard output, and for GitHub's annotations also the summary of the step, to
 * the file that its runner names. Throws `unwritable_file`.
 */
export async function writeReport(
  renderAs: RenderAs,
  format: CheckFormat,
  outputs: readonly OutputFile[],
): Promise<void> {
  await writeOutputFiles(renderAs, outputs);
  writeResult(await renderAs(format));
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (format === 'github' && summary !== undefined && summary !== '') {
    await appendSummary(await renderAs('markdown'), summary);
  }
}

async function appendSummary(text: string, path: string): Promise<void> {
  try {
    await appendFile(path, `${text}\n`);
  } catch (error) {
    throw new DryRunError('unwritable_file', { path, detail: describeSystemError(error) });
  }
}
