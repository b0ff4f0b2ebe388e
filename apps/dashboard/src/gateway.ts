import type { EventLog } from '@chitieu/messaging';
import type { Clock, ReadinessCheck } from '@chitieu/runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { beginningOf } from './beginning.js';
import { readBuiltPages } from './built-pages.js';
import { forwardCalls, type UpstreamUrls } from './forward-calls.js';
import { LiveHub } from './live-hub.js';
import { securityHeaders } from './security-headers.js';
import { serveDocuments } from './serve-documents.js';
import { serveLite } from './serve-lite.js';
import { servePages } from './serve-pages.js';
import { serveStream } from './serve-stream.js';
import { serveViewer } from './serve-viewer.js';
import type { ViewerOf } from './viewer-of.js';
import { unitsAbove } from './units-above.js';

export interface GatewayParts {
  eventLog: EventLog;
  clock: Clock;
  upstreams: UpstreamUrls;
  viewerOf: ViewerOf;
  /** Folder of the built pages. */
  pages: string;
}

/** One origin: documents, the live stream, the calls of the three processes behind, and the pages. */
export function gateway({ eventLog, clock, upstreams, viewerOf, pages }: GatewayParts) {
  const hub = new LiveHub({ firstId: Date.now() * 1_000 });
  let tailing: Awaited<ReturnType<EventLog['tail']>> | null = null;
  let arePagesBuilt = false;
  return {
    prepare: async (app: NestFastifyApplication): Promise<void> => {
      const fastify = app.getHttpAdapter().getInstance();
      await securityHeaders(fastify);
      serveDocuments(fastify);
      serveViewer(fastify, viewerOf);
      serveStream(fastify, hub, { ancestorsOf: unitsAbove(upstreams.calculation), viewerOf });
      await forwardCalls(fastify, upstreams, viewerOf);
      serveLite(fastify);
      const files = await readBuiltPages(pages);
      arePagesBuilt = files.has('/index.html');
      servePages(fastify, files, beginningOf({ viewerOf, clock, calculationUrl: upstreams.calculation }));
      tailing = await eventLog.tail(['indicator.changed.v1', 'alert.changed.v1'], (event) => hub.tell(event));
    },
    close: async (): Promise<void> => {
      await tailing?.stop();
    },
    checks: [
      { name: 'live stream', check: async () => assert(tailing !== null, 'not following the event log yet') },
      { name: 'pages', check: async () => assert(arePagesBuilt, 'not built: run npm run build') },
    ] satisfies ReadinessCheck[],
  };
}

function assert(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
