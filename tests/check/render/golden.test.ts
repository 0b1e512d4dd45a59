import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkFormats, checkRenderers } from '../../../estimator/check/render/registry.js';
import { sampleCheckReports } from './sample-check-reports.js';

/** Lines of a long output that are kept word for word; a hash stands for the rest. */
const keptLines = 60;

describe.each(checkFormats)('%s', (format) => {
  test.each(Object.entries(sampleCheckReports))('of a run that is %s', async (name, report) => {
    const render = await checkRenderers[format]();
    await expect(`${shorten(await render(report))}\n`).toMatchFileSnapshot(
      `goldens/${name}.${format}.golden`,
    );
  });
});

function shorten(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= keptLines) return text;
  const hash = createHash('sha256').update(text).digest('hex');
  return [
    ...lines.slice(0, keptLines),
    `... ${lines.length} lines, ${text.length} characters, sha256 ${hash}`,
  ].join('\n');
}
