import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Admission } from './admission.js';

/** Counts every call that may bring a body, before that body is read; until it is answered or its sender is gone. */
export function countCalls(app: NestFastifyApplication, admission: Admission): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', async ({ method }, reply) => {
    if (method !== 'GET' && method !== 'HEAD') reply.raw.once('close', admission.call());
  });
}
