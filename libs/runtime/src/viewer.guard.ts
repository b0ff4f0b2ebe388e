import { createParamDecorator, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem.js';
import { VIEWER_HEADER, viewerFromWire, type Viewer } from './viewer.js';

type Narrowing = 'by-itself' | 'tells-of-no-unit' | 'operators';
const NARROWING = 'chitieu:viewer';

const viewerOfRequest = (context: ExecutionContext): Viewer => {
  const viewer = viewerFromWire(context.switchToHttp().getRequest<FastifyRequest>().headers[VIEWER_HEADER]);
  if (viewer) return viewer;
  throw new ProblemError(400, 'unreadable-viewer', UNREADABLE);
};

/** The viewer, for a route that narrows its answer by it: taking it is what opens the route to viewers of some units. */
export const AsViewer = createParamDecorator(
  (_: unknown, context: ExecutionContext) => viewerOfRequest(context),
  [
    (prototype, name) => {
      const handler: unknown = name === undefined ? undefined : Reflect.get(prototype, name);
      if (typeof handler === 'function') Reflect.defineMetadata(NARROWING, 'by-itself' satisfies Narrowing, handler);
    },
  ],
);

/** A route whose answer is of definitions, never of a unit. */
export const TellsOfNoUnit = () => SetMetadata(NARROWING, 'tells-of-no-unit' satisfies Narrowing);

/** A route for whoever keeps the product running. */
export const ForOperators = () => SetMetadata(NARROWING, 'operators' satisfies Narrowing);

/**
 * A route that has not said how it narrows answers only those who see and may write everything. So a new route is closed to
 * others until somebody has thought about it.
 */
export class ViewerGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const viewer = viewerOfRequest(context);
    const narrowing = Reflect.getMetadata(NARROWING, context.getHandler()) as Narrowing | undefined;
    if (narrowing === 'by-itself' || narrowing === 'tells-of-no-unit') return true;
    if (viewer.view === 'everything' && viewer.capture === 'everything') return true;
    if (narrowing === 'operators' && viewer.roles.includes('operator')) return true;
    throw new ProblemError(403, 'not-for-this-viewer', NOT_FOR);
  }
}

const UNREADABLE = { vi: 'Không đọc được người xem của yêu cầu.', en: 'The viewer of the request cannot be read.' };
const NOT_FOR = {
  vi: 'Việc này chỉ dành cho người xem toàn bộ đơn vị hoặc người vận hành.',
  en: 'This is only for a viewer of every unit, or an operator.',
};
