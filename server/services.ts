import type { PlaygroundContext } from './context.js';
import { type Estimates, rememberEstimates } from './estimates.js';
import { type Assets, loadAssets } from './http/assets.js';
import { loadTemplates, type RenderTemplate } from './http/templates.js';

/** What the page handlers work with. */
export interface Services {
  readonly context: PlaygroundContext;
  readonly estimates: Estimates;
  readonly assets: Assets;
  readonly render: RenderTemplate;
}

export function createServices(context: PlaygroundContext): Services {
  return {
    context,
    estimates: rememberEstimates(context.catalog),
    assets: loadAssets(),
    render: loadTemplates(),
  };
}
