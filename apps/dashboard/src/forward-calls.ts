import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { VIEWER_HEADER, viewerToWire } from '@chitieu/runtime';
import { sendProblem } from './send-problem.js';
import { upstreamOf, type Upstream } from './routing-table.js';
import type { ViewerOf } from './viewer-of.js';

export type UpstreamUrls = Record<Upstream, string>;

/** Passes `/api/v1/*` on to the process that owns it: bodies stream both ways, whatever their size. */
export async function forwardCalls(app: FastifyInstance, urls: UpstreamUrls, viewerOf: ViewerOf): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers(); // the proxy brings its own, which do not read the body
    await scope.register(httpProxy, {
      upstream: '',
      prefix: '/api/v1',
      rewritePrefix: '/api/v1',
      disableRequestLogging: true,
      undici: { connections: 64, connect: { timeout: 2_000 }, headersTimeout: 600_000, bodyTimeout: 600_000 },
      preHandler: async (request, reply) => {
        if (upstreamOf(request.method, request.raw.url ?? '') === null) return sendProblem(reply, 'unknown-call');
        return undefined;
      },
      replyOptions: {
        getUpstream: (request) => urls[upstreamOf(request.method, request.raw.url ?? '')!],
        rewriteRequestHeaders: (request, headers) => ({
          ...withoutOrigin(headers),
          [VIEWER_HEADER]: viewerToWire(viewerOf(request)),
        }),
        retryDelay: () => null, // a page asks again by itself; a write must not be sent twice
        onError: (reply) => void refuseAndClose(reply as FastifyReply),
      },
    });
  });
}

/** Time for the sender to read the refusal before the connection goes. */
const LINGER_MS = 1_000;

/**
 * The body was given up in the middle: what is left of it would stand before the next request on the same connection, which
 * nobody would then ever answer.
 */
function refuseAndClose(reply: FastifyReply): void {
  const { socket } = reply.raw;
  reply.raw.once('finish', () => setTimeout(() => socket?.destroy(), LINGER_MS).unref());
  void sendProblem(reply.header('connection', 'close'), 'unavailable');
}

/** Both were checked here; behind, `Host` is the upstream's own, and an `Origin` would then be foreign. */
function withoutOrigin<T extends object>(headers: T): T {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'origin')) as T;
}
