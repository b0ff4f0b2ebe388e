import { LOCAL_VIEWER, type Settings, type Viewer } from '@chitieu/runtime';
import type { FastifyRequest } from 'fastify';

/** The one place that decides who asks: accounts will read a session here. */
export type ViewerOf = (request: Pick<FastifyRequest, 'headers'>) => Viewer;

/** Everybody who comes through this gateway is the viewer of its settings; without one, the local viewer. */
export const viewerOfInstallation =
  ({ CHITIEU_VIEWER: viewer = LOCAL_VIEWER }: Pick<Settings, 'CHITIEU_VIEWER'>): ViewerOf =>
  () =>
    viewer;
