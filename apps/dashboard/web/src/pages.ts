import { lazy, type ComponentType } from 'react';
import { words as alertList } from './alert-list/words.js';
import { words as alertRules } from './alert-rules/words.js';
import { words as dataQuality } from './data-quality/words.js';
import { words as explanations } from './explanations/words.js';
import { words as imports } from './imports/words.js';
import { words as indicators } from './indicators/words.js';
import { words as plans } from './plans/words.js';
import { words as reporting } from './reporting/words.js';
import type { PageWords } from './text/page-words.js';

/**
 * A page of a unit and period: `/u/<unit>/<period>/<path>`. Its folder holds its words (`words.ts`, under its id) and its
 * component, which the browser fetches when somebody goes there.
 */
export interface UnitPage {
  /** Also the key of its words: `t('<id>.title')` is its name in the row of pages. */
  id: string;
  /** Below the unit's address; may hold parameters: `alerts/:alert`. */
  path: string;
  words: PageWords;
  /** Not in the row of pages: reached from another one. */
  isHidden?: boolean;
  Component: ComponentType;
}

/** A component that the browser fetches when it is first shown: `page(() => import('./x.js').then(({ X }) => X))`. */
export const page = (load: () => Promise<ComponentType>): ComponentType => lazy(async () => ({ default: await load() }));

/** The first screen: at the unit's address itself. */
export const OVERVIEW = 'overview';

/** In the order of the row of pages, behind the overview. */
export const PAGES: readonly UnitPage[] = [
  {
    id: 'indicators',
    path: 'indicators',
    words: indicators,
    Component: page(() => import('./indicators/indicator-list.js').then(({ IndicatorList }) => IndicatorList)),
  },
  {
    id: 'indicators',
    path: 'indicators/:indicator',
    words: indicators,
    isHidden: true,
    Component: page(() => import('./indicators/indicator-page.js').then(({ IndicatorPage }) => IndicatorPage)),
  },
  {
    id: 'alert-list',
    path: 'alerts',
    words: alertList,
    Component: page(() => import('./alert-list/alert-list.js').then(({ AlertList }) => AlertList)),
  },
  {
    id: 'alert-list',
    path: 'alerts/:alert',
    words: alertList,
    isHidden: true,
    Component: page(() => import('./alert-list/alert-story.js').then(({ AlertStory }) => AlertStory)),
  },
  {
    id: 'explanations',
    path: 'explanations',
    words: explanations,
    Component: page(() => import('./explanations/explanations.js').then(({ Explanations }) => Explanations)),
  },
  {
    id: 'reporting',
    path: 'reporting',
    words: reporting,
    Component: page(() => import('./reporting/reporting.js').then(({ Reporting }) => Reporting)),
  },
  {
    id: 'data-quality',
    path: 'data-quality',
    words: dataQuality,
    Component: page(() => import('./data-quality/data-quality.js').then(({ DataQuality }) => DataQuality)),
  },
  {
    id: 'plans',
    path: 'plans',
    words: plans,
    Component: page(() => import('./plans/plans.js').then(({ Plans }) => Plans)),
  },
  {
    id: 'imports',
    path: 'imports',
    words: imports,
    Component: page(() => import('./imports/imports.js').then(({ Imports }) => Imports)),
  },
  {
    id: 'alert-rules',
    path: 'alert-rules',
    words: alertRules,
    Component: page(() => import('./alert-rules/alert-rules.js').then(({ AlertRules }) => AlertRules)),
  },
];
