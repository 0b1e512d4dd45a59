import { endedSoon } from '../runs/ended-soon.js';
import { urls } from '../urls.js';
import { type ClaimsView, claimsView, measuringView } from '../views/claims-view.js';
import { frameView } from '../views/frame-view.js';
import type { Handler } from './handler.js';

/** Trials that take longer fill themselves in: on a busy machine all of them take many seconds. */
const atOnceMs = 500;

/** What the plan says of each technique, and what the queries here really read. */
export const showClaims: Handler = async ({ claimTrials, assets, render }, _request, response) => {
  const trials = claimTrials.all().then(claimsView);
  const view: ClaimsView =
    (await endedSoon({ outcome: trials }, atOnceMs)) ?? measuringView(claimTrials.soFar());
  const frame = frameView(assets, {
    title: 'The plan’s claims',
    section: urls.claims,
    jsonUrl: urls.claimsJson,
  });
  response.set('Cache-Control', 'no-store').type('html');
  response.send(render('claims', { ...view, frame }));
};

/** Waits for all trials. */
export const showClaimsJson: Handler = async ({ claimTrials }, _request, response) => {
  response.json(claimsView(await claimTrials.all()));
};
