import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LiveHub, Listener } from './live-hub.js';
import type { Viewpoint } from './live-messages.js';
import type { ViewerOf } from './viewer-of.js';

const HEARTBEAT_MS = 15_000;
/** A page this far behind is cut off; it reconnects and reads afresh. */
const MAX_UNSENT_BYTES = 262_144;

type StreamRequest = FastifyRequest<{ Querystring: { orgUnit?: string } }>;

interface Seen {
  ancestorsOf: (unit: string) => Promise<string[]>;
  viewerOf: ViewerOf;
}

/** `GET /api/v1/stream`: server-sent events for open pages, resumed by `Last-Event-ID`. */
export function serveStream(app: FastifyInstance, hub: LiveHub, { ancestorsOf, viewerOf }: Seen): void {
  const beating = setInterval(() => hub.heartbeat(), HEARTBEAT_MS);
  app.addHook('preClose', async () => {
    clearInterval(beating);
    hub.close();
  });
  app.get('/api/v1/stream', async (request: StreamRequest, reply) => {
    const { orgUnit } = request.query;
    const view: Viewpoint | null = orgUnit ? { unit: orgUnit, ancestors: await ancestorsOf(orgUnit) } : null;
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      ...headersSoFar(reply.getHeaders()),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.write('retry: 1000\n: connected\n\n');
    const listener: Listener = {
      view,
      scope: viewerOf(request).view,
      write: (text) => {
        response.write(text);
        return response.writableLength <= MAX_UNSENT_BYTES;
      },
      end: () => (response.writableLength > MAX_UNSENT_BYTES ? response.destroy() : response.end()),
    };
    response.on('close', () => hub.leave(listener));
    hub.join(listener, lastEventId(request));
  });
}

function lastEventId(request: FastifyRequest): number | null {
  const given = request.headers['last-event-id'];
  const id = Number(given);
  return given === undefined || given === '' || !Number.isSafeInteger(id) ? null : id;
}

/** Set by earlier hooks (security headers); a hijacked reply would lose them. */
function headersSoFar(
  headers: Record<string, string | number | string[] | undefined>,
): Record<string, string | number | string[]> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;
}
