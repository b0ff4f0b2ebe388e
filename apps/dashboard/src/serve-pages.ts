import { access } from 'node:fs/promises';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { Clock } from '@chitieu/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendProblem } from './send-problem.js';

/** Where a visitor without a link arrives: the founding plan's district. */
const HOME_UNIT = '219';
const HA_NOI_OFFSET_MS = 7 * 3_600_000;

/** The built pages: assets for ever (their names carry their hash), `index.html` for every route of the app. */
export async function servePages(app: FastifyInstance, root: string, clock: Clock): Promise<void> {
  await app.register(staticFiles, { root, serve: false, preCompressed: true, index: false });
  app.get('/', async (_request, reply) => reply.redirect(`/u/${HOME_UNIT}/${yearInHaNoi(clock.now())}`, 302));
  app.get('/assets/*', async (request: FastifyRequest<{ Params: { '*': string } }>, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, { maxAge: '365d', immutable: true }),
  );
  app.get('/favicon.svg', async (_request, reply) => reply.sendFile('favicon.svg', { maxAge: '1d' }));
  app.get('/*', async (request, reply) => {
    if (request.url.startsWith('/api/')) return sendProblem(reply, 'unknown-call');
    if (!(await pagesAreBuilt(root))) return sendProblem(reply, 'pages-not-built');
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  });
}

export async function pagesAreBuilt(root: string): Promise<boolean> {
  return access(join(root, 'index.html')).then(
    () => true,
    () => false,
  );
}

const yearInHaNoi = (now: Date): number => new Date(now.getTime() + HA_NOI_OFFSET_MS).getUTCFullYear();
