import { urls } from '../urls.js';
import { type CatalogView, catalogView } from '../views/catalog-view.js';
import { frameView } from '../views/frame-view.js';
import type { Handler } from './handler.js';

/** Databases, tables, columns and sizes. */
export const showCatalog: Handler = async (services, _request, response) => {
  const view: CatalogView = await catalogView(services.context.catalog);
  const frame = frameView(services.assets, {
    title: 'Catalog',
    section: urls.catalog,
    jsonUrl: urls.catalogJson,
  });
  response.type('html').send(services.render('catalog', { ...view, frame }));
};

export const showCatalogJson: Handler = async (services, _request, response) => {
  response.json(await catalogView(services.context.catalog));
};
