import type { OutputFormat } from '../../render/registry.js';
import type { CheckReport } from '../check-report.js';

/** The text of a check's report in one format, without a line break at its end. */
export type CheckRenderer = (report: CheckReport) => string;

/** Every output of a check; each is loaded only when it is used. */
export const checkRenderers: Readonly<Record<OutputFormat, () => Promise<CheckRenderer>>> = {
  text: async () => (await import('./render-check-text.js')).renderCheckText,
  json: async () => (report) => JSON.stringify(report, null, 2),
  markdown: async () => (await import('./render-check-markdown.js')).renderCheckMarkdown,
};
