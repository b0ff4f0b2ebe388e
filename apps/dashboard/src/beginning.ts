import type { SavedViewOnWire } from '@chitieu/contracts';
import { dayInVietnam, VIEWER_HEADER, viewerToWire, type Clock, type Viewer } from '@chitieu/runtime';
import type { FastifyRequest } from 'fastify';
import type { ViewerOf } from './viewer-of.js';

/** Where a viewer of everything arrives without a link: the founding plan's district. */
const HOME_UNIT = '219';
const PATIENCE_MS = 1_000;

/** The address of the pages that `/` leads to. */
export type Beginning = (request: Pick<FastifyRequest, 'headers'>) => Promise<string>;

interface Parts {
  viewerOf: ViewerOf;
  clock: Clock;
  calculationUrl: string;
}

/** The viewer's default view; without one, or where it cannot be asked, their own unit in the year of the clock. */
export const beginningOf =
  ({ viewerOf, clock, calculationUrl }: Parts): Beginning =>
  async (request) => {
    const viewer = viewerOf(request);
    const view = await defaultViewOf(viewer, calculationUrl);
    if (view) return addressOf(view);
    const unit = viewer.view === 'everything' ? HOME_UNIT : viewer.view[0]!;
    return `/u/${unit}/${dayInVietnam(clock.now()).slice(0, 4)}`;
  };

async function defaultViewOf(viewer: Viewer, calculationUrl: string): Promise<SavedViewOnWire | null> {
  try {
    const answer = await fetch(new URL('/api/v1/saved-views/default', calculationUrl), {
      headers: { [VIEWER_HEADER]: viewerToWire(viewer) },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? ((await answer.json()) as SavedViewOnWire) : null;
  } catch {
    return null;
  }
}

const addressOf = ({ orgUnit, period, page, query }: SavedViewOnWire): string =>
  `/u/${orgUnit}/${period}${page && `/${page}`}${query && `?${query}`}`;
