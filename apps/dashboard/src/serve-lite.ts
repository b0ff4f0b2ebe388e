import type { AddressInfo } from 'node:net';
import type { IndicatorValuesPage, OrgUnitOnWire } from '@chitieu/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LITE_INDICATORS, litePage } from './lite-page.js';
import { sendProblem } from './send-problem.js';

interface Asked {
  Params: { unit: string; period: string };
  Querystring: { language?: string };
}

const PATIENCE_MS = 10_000;
/** Not of the calls that are made in the reader's name: they are of the reader's own connection. */
const OWN = new Set([
  'host',
  'connection',
  'keep-alive',
  'upgrade',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'if-none-match',
]);

/** `/lite/<unit>/<period>`: read through this gateway's own calls, in the name of the same reader, so that no rule of theirs is passed by. */
export function serveLite(app: FastifyInstance): void {
  app.get<Asked>('/lite/:unit/:period', async (request, reply) => {
    const { unit, period } = request.params;
    const year = period.slice(0, 4); // household figures are the year's
    const asked = new URLSearchParams({ orgUnit: unit, period: year, indicator: LITE_INDICATORS.join(','), children: 'true' });
    const calls = [`org-units/${encodeURIComponent(unit)}`, `indicator-values?${asked}`];
    const answers = await Promise.all(calls.map((path) => read(app, request, path))).catch(() => null);
    if (answers === null) return sendProblem(reply, 'unavailable');
    const refused = answers.find(({ ok }) => !ok);
    if (refused)
      return reply
        .code(refused.status)
        .header('content-type', refused.headers.get('content-type'))
        .send(await refused.text());
    const [place, values] = await Promise.all(answers.map((answer) => answer.json()));
    const language = request.query.language === 'en' ? 'en' : 'vi';
    const html = litePage({ unit: place as OrgUnitOnWire, period, values: (values as IndicatorValuesPage).items, language });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
  });
}

function read(app: FastifyInstance, { headers }: FastifyRequest, path: string): Promise<Response> {
  const { port } = app.server.address() as AddressInfo;
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !OWN.has(name) ? [[name, value]] : [],
  );
  return fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { headers: kept, signal: AbortSignal.timeout(PATIENCE_MS) });
}
