import type { Renderer } from './renderer.js';

const render = (value: unknown): string => JSON.stringify(value, null, 2);

/** The report as it is: what other programs read. */
export const jsonRenderer: Renderer = {
  renderReport: render,
  renderComparison: render,
  renderAdvice: render,
};
