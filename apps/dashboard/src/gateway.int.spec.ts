import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventData } from '@chitieu/contracts';
import { startGateway, type RunningGateway } from './fixture/gateway-on-fixture.js';
import { startFixtureUpstreams, type FixtureUpstreams } from './fixture/upstreams.js';

const NOWHERE = 'http://127.0.0.1:9';
const MEBIBYTE = 1_048_576;
const INDEX = '<!doctype html><title>Chỉ Tiêu</title>';
const SCRIPT = 'console.log("Chỉ Tiêu")';

let pages: string;
let upstreams: FixtureUpstreams;
let gateway: RunningGateway;

beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'chitieu-pages-'));
  await mkdir(join(pages, 'assets'));
  await writeFile(join(pages, 'index.html'), INDEX);
  await writeFile(join(pages, 'assets', 'index-1a2b.js'), SCRIPT);
  await writeFile(join(pages, 'assets', 'index-1a2b.js.br'), brotliCompressSync(SCRIPT));
  upstreams = await startFixtureUpstreams();
  gateway = await startGateway({ intake: upstreams.url, calculation: upstreams.url, alerting: NOWHERE }, { pages });
});

afterAll(async () => {
  await gateway.close();
  await upstreams.close();
  await rm(pages, { recursive: true });
});

beforeEach(() => {
  upstreams.seen.length = 0;
});

const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(gateway.url + path, { redirect: 'manual', ...init });

describe('calls', () => {
  it('pass with their query, and carry the upstream’s own host and no origin', async () => {
    const answer = await call('/api/v1/indicator-values?orgUnit=219&period=2024&indicator=poor-rate', {
      headers: { origin: gateway.url },
    });
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(1);
    const [seen] = upstreams.seen;
    expect(seen?.url).toBe('/api/v1/indicator-values?orgUnit=219&period=2024&indicator=poor-rate');
    expect(seen?.headers.host).toBe(new URL(upstreams.url).host);
    expect(seen?.headers.origin).toBeUndefined();
  });

  it('stream a body of any size', async () => {
    const rows = (function* () {
      for (let i = 0; i < 24; i += 1) yield Buffer.alloc(MEBIBYTE, 'x');
    })();
    const init = {
      method: 'POST',
      body: Readable.toWeb(Readable.from(rows)),
      duplex: 'half',
      headers: { 'content-type': 'application/x-ndjson' },
    };
    const answer = await call('/api/v1/imports?kind=plans', init as unknown as RequestInit);
    expect(answer.status).toBe(200);
    expect(upstreams.seen[0]?.bytes).toBe(24 * MEBIBYTE);
  });

  it('pass a large JSON body too, as it is', async () => {
    const body = JSON.stringify({ text: 'y'.repeat(2 * MEBIBYTE), n: 1.1e5 }, null, 1);
    const answer = await call('/api/v1/plans/KH-1', { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
    expect(answer.status).toBe(200);
    expect(upstreams.seen[0]?.bytes).toBe(Buffer.byteLength(body));
  });

  it('to a process that does not answer are a 503 with a time to come back', async () => {
    const answer = await call('/api/v1/alerts');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'unavailable',
      detail: { vi: expect.any(String), en: expect.any(String) },
    });
  });

  it('to a process that died leave nothing of their body before the next call on the same connection', async () => {
    const { port } = new URL(gateway.url);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const write = (bytes: number) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'content-length': bytes };
        const options = { port, host: '127.0.0.1', agent, method: 'POST', path: '/api/v1/alerts/x/acknowledge', headers };
        const raw = httpRequest(options, (answer) => answer.resume().on('end', () => resolve(answer.statusCode)));
        raw.setTimeout(5_000, () => raw.destroy(new Error('no answer')));
        raw.on('error', reject).end('x'.repeat(bytes));
      });
    expect([await write(1.5 * MEBIBYTE), await write(500), await write(500)]).toEqual([503, 503, 503]);
    agent.destroy();
  });

  it('that answer 503 themselves are passed on once, not tried again', async () => {
    upstreams.broken = true;
    const answer = await call('/api/v1/indicators');
    upstreams.broken = false;
    expect(answer.status).toBe(503);
    expect(upstreams.seen).toHaveLength(1);
  });

  it.each(['/api/v1/nothing', '/api/v1/', '/api/nothing', '/api/v1/metrics'])('nobody answers %s', async (path) => {
    const answer = await call(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'unknown-call', status: 404 });
    expect(upstreams.seen).toHaveLength(0);
  });

  it('cannot climb out to what the processes keep private', async () => {
    const { port } = new URL(gateway.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const raw = httpRequest({ port, host: '127.0.0.1', path: '/api/v1/indicators/%2e%2e/../../metrics' }, (answer) =>
        resolve(answer.resume().statusCode),
      );
      raw.on('error', reject).end();
    });
    expect(status).toBe(404);
    expect(upstreams.seen).toHaveLength(0);
  });
});

describe('pages', () => {
  it('begin at the founding plan’s district, in the year of the server’s clock', async () => {
    const answer = await call('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/u/219/2024']);
  });

  it('begin at the default view of the viewer, asked in the viewer’s own name', async () => {
    await fetch(`${upstreams.url}/api/v1/saved-views/v1/default`, { method: 'PUT', body: '{"for":"me"}' });
    const answer = await call('/');
    expect(answer.headers.get('location')).toBe('/u/219/2024?sort=poor-rate&direction=descending');
    expect(upstreams.seen.at(-1)?.headers['x-chitieu-viewer']).toBeDefined();
    await fetch(`${upstreams.url}/api/v1/saved-views/v1/default?for=me`, { method: 'DELETE' });
  });

  it('give every route of the app the same document, never kept', async () => {
    const answer = await call('/u/07606/2023?explain=poor-rate');
    expect(await answer.text()).toBe(INDEX);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('content-security-policy')).not.toMatch(/script-src|upgrade-insecure/);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  });

  it('keep assets for ever, compressed beforehand', async () => {
    const answer = await call('/assets/index-1a2b.js', { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await answer.text()).toBe(SCRIPT);
  });

  it('have no asset that is not there', async () => {
    const answer = await call('/assets/index-0000.js');
    expect(answer.status).toBe(404);
  });

  it('are asked for by readiness', async () => {
    const bare = await startGateway(
      { intake: NOWHERE, calculation: NOWHERE, alerting: NOWHERE },
      { pages: join(pages, 'assets') },
    );
    const answer = await fetch(`${bare.url}/u/219/2024`);
    expect(await answer.json()).toMatchObject({ code: 'pages-not-built' });
    const readiness = bare.checks.find(({ name }) => name === 'pages')!;
    await expect(readiness.check()).rejects.toThrow('npm run build');
    await bare.close();
    await expect(gateway.checks.find(({ name }) => name === 'pages')!.check()).resolves.toBeUndefined();
  });
});

describe('stream', () => {
  const change = (orgUnit: string, ancestors = ['VN', '24', '219']): EventData<'indicator.changed.v1'> => ({
    ...{ orgUnit, ancestors, name: orgUnit, level: 'commune', period: '2024', group: 'households', indicators: ['poor-rate'] },
    ...{ rev: 9, values: [], reporting: { received: 1, expected: 1, onTime: 1 } },
  });

  /** Reads the stream until `enough` says so, then lets go. */
  async function follow(
    path: string,
    headers: Record<string, string>,
    meanwhile: () => Promise<unknown>,
    enough: (text: string) => boolean,
  ): Promise<string> {
    const leaving = new AbortController();
    const answer = await call(path, { headers, signal: leaving.signal });
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    let text = '';
    const reading = (async () => {
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString();
        if (enough(text)) return;
      }
    })();
    await meanwhile();
    await reading;
    leaving.abort();
    return text;
  }

  it('tells a page of its unit and of those below and above, not of others', async () => {
    const text = await follow(
      '/api/v1/stream?orgUnit=07606',
      {},
      async () => {
        await gateway.emit('indicator.changed.v1', change('07540'));
        await gateway.emit('indicator.changed.v1', change('219', ['VN', '24']));
        await gateway.emit('indicator.changed.v1', change('07606'));
      },
      (so) => so.includes('"orgUnit":"07606"'),
    );
    expect([...text.matchAll(/"orgUnit":"(\d+)"/g)].map(([, unit]) => unit)).toEqual(['219', '07606']);
  });

  it('gives a page that comes back what it missed', async () => {
    const first = await follow(
      '/api/v1/stream',
      {},
      () => gateway.emit('indicator.changed.v1', change('07606')),
      (so) => so.includes('data:'),
    );
    const id = /^id: (\d+)$/m.exec(first)![1]!;
    await gateway.emit('indicator.changed.v1', change('07528'));
    const second = await follow(
      '/api/v1/stream',
      { 'last-event-id': id },
      async () => undefined,
      (so) => so.includes('data:'),
    );
    expect(second).toContain('"orgUnit":"07528"');
    expect(Number(/^id: (\d+)$/m.exec(second)![1])).toBe(Number(id) + 1);
  });

  it('ends when the gateway stops, which does not wait for its pages', async () => {
    const other = await startGateway({ intake: NOWHERE, calculation: NOWHERE, alerting: NOWHERE }, { pages });
    const answer = await fetch(`${other.url}/api/v1/stream`);
    const end = answer.text().then(
      () => 'ended',
      () => 'cut',
    );
    await other.close();
    expect(['ended', 'cut']).toContain(await end);
  });
});

describe('the plain page', () => {
  it('tells every commune in at most 30 kB without a script, Vietnamese first, English when asked', async () => {
    const answer = await fetch(`${gateway.url}/lite/219/2024`);
    const html = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    expect(html).not.toMatch(/<script|<img|<link/);
    expect(html.match(/<th scope="row">/g)).toHaveLength(30);
    expect(html).toMatch(/<html lang="vi">[^]*Số liệu đến 09:00 05\/10\/2024 · tạm tính[^]*<td>\d+,\d\d\u00a0%<\/td>/);
    const english = await (await fetch(`${gateway.url}/lite/219/2024?language=en`)).text();
    expect(english).toMatch(/<html lang="en">[^]*Data to 09:00 05\/10\/2024[^]*<td>\d+\.\d\d%<\/td>/);
  });

  it('passes on what the process behind says of a unit that is not there', async () =>
    expect((await fetch(`${gateway.url}/lite/99999/2024`)).status).toBe(404));
});
