import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertOnWire, NoteOnWire, SavedViewOnWire } from '@chitieu/contracts';
import { eventually, household, RunningProcesses, testDatabase, type TestDatabase } from '@chitieu/testing';
import { factsOf, routeCases, SIBLING, type Asked, type RouteCase } from './viewer-routes.js';

const COMMUNE = {
  ...{ id: 'tan-moc', name: 'Cán bộ xã Tân Mộc', roles: ['officer'] },
  ...{ view: ['07606'], capture: ['07606'] },
};
const UNITS = [
  { code: '24', name: 'Tỉnh Bắc Giang', level: 'province', parent: 'VN' },
  { code: '219', name: 'Huyện Lục Ngạn', level: 'district', parent: '24' },
  { code: '07606', name: 'Xã Tân Mộc', level: 'commune', parent: '219' },
  { code: SIBLING.unit, name: SIBLING.name, level: 'commune', parent: '219' },
];
const paths = (
  JSON.parse(readFileSync(new URL('../../libs/contracts/openapi.json', import.meta.url), 'utf8')) as {
    paths: Record<string, object>;
  }
).paths;
const ROUTES = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
/** An open stream has no body to compare: it has a test of its own. */
const STREAM = 'get /stream';

const tellsOfSibling = (text: string): boolean => Object.values(SIBLING).some((secret) => text.includes(secret));

describe('a viewer of one commune', () => {
  let database: TestDatabase;
  let processes: RunningProcesses;
  let cases: Record<string, RouteCase>;
  let local: string;
  let scoped: string;

  const call = async (base: string, method: string, { path, body }: Asked): Promise<{ status: number; text: string }> => {
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${base}/api/v1${path}`, { method: method.toUpperCase(), ...init });
    return { status: answer.status, text: await answer.text() };
  };
  const write = async (path: string, body: object, method = 'put'): Promise<void> => {
    const { status, text } = await call(local, method, { path, body });
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  };

  async function stateFactsOf(unit: string, mark: string): Promise<void> {
    const facts = factsOf(unit, mark);
    for (const year of [2023, 2024]) await write(`/households/H-${mark}/reviews/${year}`, facts.review(year));
    await write(`/disbursements/V-${mark}`, facts.disbursement);
    await write(`/plans/P-${mark}`, facts.plan);
    await write(`/declarations/D-${mark}`, facts.declaration);
    await write(`/activities/A-${mark}`, facts.activity);
    await write('/periods/2023/close', { orgUnit: unit, by: 'Chủ tịch' }, 'post');
    await write('/notes', { orgUnit: unit, period: '2023', by: 'Chủ tịch', text: { vi: 'Sáp nhập thôn' } }, 'post');
    await write('/periods/2023/publish', { orgUnit: unit, by: 'Chủ tịch' }, 'post');
  }

  async function shareView(name: string): Promise<string> {
    const body = { name, orgUnit: SIBLING.unit, period: '2024', shared: true };
    const { text } = await call(local, 'post', { path: '/saved-views', body });
    return (JSON.parse(text) as SavedViewOnWire).id;
  }

  beforeAll(async () => {
    database = await testDatabase();
    const settingsOf = (name: string, index: number): Record<string, string> =>
      name === 'dashboard' && index === 1 ? { CHITIEU_VIEWER: JSON.stringify(COMMUNE) } : {};
    processes = await RunningProcesses.start(
      { CHITIEU_DATABASE_URL: database.url, CHITIEU_NOW: '2024-10-05T09:00:00+07:00' },
      { instances: { dashboard: 2 }, settingsOf },
    );
    [local, scoped] = processes.of('dashboard').map(({ address }) => address) as [string, string];
    for (const { code, ...unit } of UNITS) await write(`/org-units/${code}/2000-01-01`, { ...unit, ver: 1 });
    await eventually(async () => (await call(local, 'get', { path: `/org-units/${SIBLING.unit}` })).status === 200, {
      withinMs: 30_000,
    });
    await stateFactsOf('07606', 'OWN');
    await stateFactsOf(SIBLING.unit, 'SIBLING');
    const alert = await eventually(
      async () => {
        const { text } = await call(local, 'get', { path: `/alerts?orgUnit=${SIBLING.unit}` });
        return (JSON.parse(text) as { items: AlertOnWire[] }).items[0]?.id ?? false;
      },
      { withinMs: 60_000 },
    );
    const notes = await call(local, 'get', { path: `/notes?orgUnit=${SIBLING.unit}` });
    const note = (JSON.parse(notes.text) as { items: NoteOnWire[] }).items[0]!.id;
    const views = [await shareView('Xã bên'), await shareView('Xã bên, sẽ xóa')] satisfies [string, string];
    await write(`/saved-views/${views[0]}/default`, { for: 'officer' });
    const row = { householdId: 'H-FILE', period: '2024', ...factsOf(SIBLING.unit, 'FILE').review(2024) };
    const path = `/imports?kind=household-reviews&dryRun=true&orgUnit=${SIBLING.unit}`;
    const file = { method: 'POST', body: JSON.stringify(row), headers: { 'content-type': 'application/x-ndjson' } };
    const { id: sent } = (await (await fetch(`${local}/api/v1${path}`, file)).json()) as { id: string };
    cases = routeCases({ alert: alert as string, note, views, sent });
  }, 180_000);
  afterAll(async () => {
    await processes?.stop();
    await database?.drop();
  }, 60_000);

  it('has a case for every route of the published document', () => {
    expect(Object.keys(cases).sort()).toEqual(ROUTES.filter((route) => route !== STREAM).sort());
  });

  it.each(ROUTES.filter((route) => route !== STREAM))('learns nothing of its neighbour by %s', async (route) => {
    const [method] = route.split(' ') as [string];
    const { is, asks } = cases[route]!;
    for (const ask of asks) {
      const { status, text } = await call(scoped, method, ask);
      expect({ ask, tells: tellsOfSibling(text) ? text : 'nothing' }).toEqual({ ask, tells: 'nothing' });
      if (is === 'closed') expect({ ask, status }).toEqual({ ask, status: 403 });
      if (is === 'refused') expect({ ask, refused: status === 404 || status === 422 }).toEqual({ ask, refused: true });
      if (is === 'narrowed')
        expect({ ask, told: tellsOfSibling((await call(local, 'get', ask)).text) }).toEqual({ ask, told: true });
    }
  });

  it.each([
    '/indicator-values?orgUnit=07606&period=2024',
    '/explanations?orgUnit=07606&period=2024&indicator=poor-rate',
    '/data-quality?orgUnit=07606&period=2024',
    '/org-units',
    '/org-units/07606',
    '/alerts',
    '/plans?orgUnit=07606',
    '/plans/P-OWN',
    '/households/H-OWN/reviews/2024',
    '/reporting?orgUnit=07606&period=2024',
    '/reconciliations?orgUnit=07606&period=2024',
    '/periods?orgUnit=07606',
    '/publications?orgUnit=07606&period=2023',
    '/restatements?orgUnit=07606',
  ])('is told of its own commune by %s', async (path) => {
    const { status, text } = await call(scoped, 'get', { path });
    expect({ status, text }).toEqual({ status: 200, text: expect.stringMatching(/07606|"items":\[\]/) });
  });

  it('cannot say that it is somebody else', async () => {
    const everything = Buffer.from(JSON.stringify({ ...COMMUNE, view: 'everything', capture: 'everything' })).toString(
      'base64url',
    );
    const answer = await fetch(`${scoped}/api/v1/org-units/219`, { headers: { 'x-chitieu-viewer': everything } });
    expect(answer.status).toBe(404);
  });

  it('writes of its own commune, and of no other', async () => {
    const own = household('H-OWN-2').in('07606').reviewed(2024).poor().review;
    expect((await call(scoped, 'put', { path: '/households/H-OWN-2/reviews/2024', body: own })).status).toBe(201);
    const other = household('H-OWN-3').in(SIBLING.unit).reviewed(2024).poor().review;
    const refused = await call(scoped, 'put', { path: '/households/H-OWN-3/reviews/2024', body: other });
    const nowhere = await call(scoped, 'put', { path: '/households/H-OWN-3/reviews/2024', body: { ...other, commune: '99999' } });
    expect(refused).toEqual(nowhere);
    expect(JSON.parse(refused.text)).toMatchObject({ status: 422, errors: [{ pointer: '/commune', code: 'outside-scope' }] });
  });

  it('hears of its own commune on the stream, and of nothing else', async () => {
    const heard = await Promise.all([
      listen(scoped, ''),
      listen(scoped, `?orgUnit=${SIBLING.unit}`),
      listen(scoped, '?orgUnit=219'),
      listen(local, ''),
    ]);
    await write('/households/H-SIBLING-2/reviews/2024', household('H-SIBLING-2').in(SIBLING.unit).reviewed(2024).poor().review);
    await eventually(() => tellsOfSibling(heard[3].text()), { withinMs: 20_000 });
    await write('/households/H-OWN-4/reviews/2024', household('H-OWN-4').in('07606').reviewed(2024).poor().review);
    await eventually(() => heard[0].text().includes('"orgUnit":"07606"'), { withinMs: 20_000 });
    expect(heard.slice(0, 3).map((one) => tellsOfSibling(one.text()))).toEqual([false, false, false]);
    expect(heard[0].text()).not.toContain('"orgUnit":"219"');
    for (const one of heard) one.close();
  }, 60_000);

  // Last, since it takes back what the others look at.
  it('is refused only what the local viewer may do', async () => {
    const refused = Object.entries(cases).filter(([, { is }]) => is === 'refused');
    for (const method of ['get', 'put', 'post', 'delete']) {
      for (const [route, { asks }] of refused.filter(([route]) => route.startsWith(method))) {
        for (const ask of asks) {
          const { status, text } = await call(local, method, ask);
          expect({ route, ask, answer: [403, 404, 422].includes(status) ? text : 'done' }).toEqual({
            route,
            ask,
            answer: 'done',
          });
        }
      }
    }
  });
});

async function listen(base: string, query: string): Promise<{ text: () => string; close: () => void }> {
  const aborter = new AbortController();
  const response = await fetch(`${base}/api/v1/stream${query}`, { signal: aborter.signal });
  let text = '';
  const decoder = new TextDecoder();
  const read = async (): Promise<void> => {
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>)
      text += decoder.decode(piece, { stream: true });
  };
  read().catch(() => undefined);
  return { text: () => text, close: () => aborter.abort() };
}
