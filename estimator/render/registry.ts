import type { Renderer } from './renderer.js';

/** Names that `--format` takes. */
export const outputFormats = ['text', 'json', 'markdown'] as const;

export type OutputFormat = (typeof outputFormats)[number];

/** Every output; each is loaded only when it is used. */
export const renderers: Readonly<Record<OutputFormat, () => Promise<Renderer>>> = {
  text: async () => (await import('./render-text.js')).textRenderer,
  json: async () => (await import('./render-json.js')).jsonRenderer,
  markdown: async () => (await import('./render-markdown.js')).markdownRenderer,
};
