import type { CheckReport } from '../check-report.js';

/** The text of a check's report in one format, without a line break at its end. */
export type CheckRenderer = (report: CheckReport) => string | Promise<string>;

/** Names that `check --format` and `--output` take. */
export const checkFormats = [
  'text',
  'json',
  'markdown',
  'github',
  'sarif',
  'junit',
  'gitlab',
  'csv',
  'html',
] as const;

export type CheckFormat = (typeof checkFormats)[number];

/** Every output of a check; each is loaded only when it is used. */
export const checkRenderers: Readonly<Record<CheckFormat, () => Promise<CheckRenderer>>> = {
  text: async () => (await import('./render-check-text.js')).renderCheckText,
  json: async () => (report) => JSON.stringify(report, null, 2),
  markdown: async () => (await import('./render-check-markdown.js')).renderCheckMarkdown,
  github: async () => (await import('./render-check-github.js')).renderCheckGithub,
  sarif: async () => (await import('./render-check-sarif.js')).renderCheckSarif,
  junit: async () => (await import('./render-check-junit.js')).renderCheckJunit,
  gitlab: async () => (await import('./render-check-gitlab.js')).renderCheckGitlab,
  csv: async () => (await import('./render-check-csv.js')).renderCheckCsv,
  html: async () => (await import('./render-check-html.js')).renderCheckHtml,
};
