import type { FastifyInstance } from 'fastify';
import type { ViewerOf } from './viewer-of.js';

/** `GET /api/v1/viewer`: whom the pages are for, so that they open on their unit and offer only what will be accepted. */
export function serveViewer(app: FastifyInstance, viewerOf: ViewerOf): void {
  app.get('/api/v1/viewer', async (request, reply) => reply.header('cache-control', 'no-store').send(viewerOf(request)));
}
