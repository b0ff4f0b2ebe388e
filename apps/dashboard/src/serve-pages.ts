import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Beginning } from './beginning.js';
import type { PageFile } from './built-pages.js';
import { sendProblem } from './send-problem.js';

/** The built pages: assets for ever (their names carry their hash), `index.html` for every route of the app. */
export function servePages(app: FastifyInstance, files: ReadonlyMap<string, PageFile>, beginning: Beginning): void {
  app.get('/', async (request, reply) => reply.redirect(await beginning(request), 302));
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    if (path.startsWith('/api/')) return sendProblem(reply, 'unknown-call');
    const file = files.get(path);
    if (file) return send(request, reply, file, path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (path.startsWith('/assets/')) return sendProblem(reply, 'no-such-file');
    const index = files.get('/index.html');
    return index ? send(request, reply, index, 'no-cache') : sendProblem(reply, 'pages-not-built');
  });
}

function send(request: FastifyRequest, reply: FastifyReply, file: PageFile, cacheControl: string): FastifyReply {
  void reply.headers({ 'content-type': file.type, 'cache-control': cacheControl, vary: 'accept-encoding' });
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (file.br && /\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(file.br);
  if (file.gzip && /\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(file.gzip);
  return reply.send(file.content);
}
