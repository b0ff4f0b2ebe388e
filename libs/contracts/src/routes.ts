import { CATALOGUE_ROUTES } from './catalogue.js';
import { NOTE_ROUTES } from './notes.js';
import { OPERATIONS_ROUTES } from './operations-routes.js';
import { PLAN_ROUTES } from './plan-routes.js';
import { READ_ROUTES } from './read-routes.js';
import { PERIOD_ROUTES } from './periods.js';
import { SAVED_VIEW_ROUTES } from './saved-views.js';
import type { Route } from './route.js';
import { WRITE_ROUTES } from './write-routes.js';

/** Every call there is, in one table: the OpenAPI document is made of it. */
export const ROUTES: Route[] = [
  ...WRITE_ROUTES,
  ...READ_ROUTES,
  ...CATALOGUE_ROUTES,
  ...PLAN_ROUTES,
  ...PERIOD_ROUTES,
  ...NOTE_ROUTES,
  ...SAVED_VIEW_ROUTES,
  ...OPERATIONS_ROUTES,
];
