import { Eta } from 'eta';
import { packageFolder } from '../../estimator/package-folder.js';
import type { PageViews } from '../views/page-views.js';

/** Renders a template of `server/templates` with the one view that belongs to it; everything printed is escaped. */
export type RenderTemplate = <Name extends keyof PageViews>(name: Name, view: PageViews[Name]) => string;

export function loadTemplates(): RenderTemplate {
  const eta = new Eta({ views: packageFolder('server', 'templates'), cache: true, autoEscape: true });
  return (name, view) => eta.render(`./${name}`, view);
}
