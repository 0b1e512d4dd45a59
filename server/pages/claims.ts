import { urls } from '../urls.js';
import { type ClaimsView, claimsView } from '../views/claims-view.js';
import { frameView } from '../views/frame-view.js';
import type { Handler } from './handler.js';

/** What the plan says of each technique, and what the queries here really read. */
export const showClaims: Handler = async (services, _request, response) => {
  const view: ClaimsView = claimsView(await services.triedClaims());
  const frame = frameView(services.assets, {
    title: 'The plan’s claims',
    section: urls.claims,
    jsonUrl: urls.claimsJson,
  });
  response.type('html').send(services.render('claims', { ...view, frame }));
};

export const showClaimsJson: Handler = async (services, _request, response) => {
  response.json(claimsView(await services.triedClaims()));
};
