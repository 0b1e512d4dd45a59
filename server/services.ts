import { type TriedClaim, type TriedTrial, tryClaims } from './claims/try-claims.js';
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
  /** The plan's claims, tried at the first question, and again where a run was refused. */
  readonly triedClaims: () => Promise<readonly TriedClaim[] | null>;
  /** The same without the tables of a session; absent where there are none. */
  readonly everyones?: Services;
}

export function createServices(context: PlaygroundContext): Services {
  const estimates = rememberEstimates(context);
  let tried: Promise<readonly TriedClaim[] | null> | null = null;
  return {
    context,
    estimates,
    runs: createActiveRuns(),
    async triedClaims() {
      tried ??= tryClaims(context, estimates);
      const claims = await tried;
      if (claims?.some(({ trials }) => !trials.every(isMeasured))) tried = null;
      return claims;
    },
    assets: loadAssets(),
    render: loadTemplates(),
  };
}

function isMeasured({ before, after }: TriedTrial): boolean {
  return before.measuredBytes !== null && after.measuredBytes !== null;
}
