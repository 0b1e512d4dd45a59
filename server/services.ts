import { type ClaimTrials, createClaimTrials } from './claims/claim-trials.js';
import type { PlaygroundContext } from './context.js';
import { type Estimates, rememberEstimates } from './estimates.js';
import { type Assets, loadAssets } from './http/assets.js';
import { loadTemplates, type RenderTemplate } from './http/templates.js';
import { type ActiveRuns, createActiveRuns } from './runs/active-runs.js';

/** What the page handlers work with. */
export interface Services {
  readonly context: PlaygroundContext;
  readonly estimates: Estimates;
  /** Runs that pages look at from time to time. */
  readonly runs: ActiveRuns;
  readonly assets: Assets;
  readonly render: RenderTemplate;
  readonly claimTrials: ClaimTrials;
  /** The same without the tables of a session; absent where there are none. */
  readonly everyones?: Services;
}

export function createServices(context: PlaygroundContext): Services {
  const estimates = rememberEstimates(context);
  return {
    context,
    estimates,
    runs: createActiveRuns(),
    claimTrials: createClaimTrials(context, estimates),
    assets: loadAssets(),
    render: loadTemplates(),
  };
}
