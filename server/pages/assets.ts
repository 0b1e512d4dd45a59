import { DryRunError } from '../../estimator/errors.js';
import type { Asset } from '../http/assets.js';
import type { Handler } from './handler.js';

/** The files that pages load. Their address changes with their content, so they never change under it. */
export const showAsset: Handler = ({ assets }, request, response) => {
  const asset = Object.values(assets).find((one: Asset) => one.url === request.path);
  if (asset === undefined) throw new DryRunError('not_found', { what: 'such file' });
  response
    .set({ 'Content-Type': asset.contentType, 'Cache-Control': 'public, max-age=31536000, immutable' })
    .send(asset.content);
};

export const showIcon: Handler = ({ assets }, _request, response) => {
  response
    .set({ 'Content-Type': assets.icon.contentType, 'Cache-Control': 'public, max-age=86400' })
    .send(assets.icon.content);
};
