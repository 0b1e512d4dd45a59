import { urls } from '../urls.js';
import { frameView } from '../views/frame-view.js';
import { referenceView } from '../views/reference-view.js';
import type { Handler } from './handler.js';

/** Codes, prices with their sources, what each statement kind is charged, and how the estimate decides. */
export const showReference: Handler = (services, _request, response) => {
  const frame = frameView(services.assets, {
    title: 'Reference',
    section: urls.reference,
    jsonUrl: urls.referenceJson,
  });
  response.type('html').send(services.render('reference', { ...referenceView(), frame }));
};

export const showReferenceJson: Handler = (_services, _request, response) => {
  response.json(referenceView());
};
