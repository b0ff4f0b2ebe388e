import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AlertOnWire } from '@chitieu/contracts';
import { FakeEventLog } from '@chitieu/messaging';
import { prismaClient, type PrismaClient } from '@chitieu/persistence';
import { createLogger, FixedClock, ProblemFilter } from '@chitieu/runtime';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { AlertingModule } from './alerting.module.js';
import { seedRules } from './judging/alert-rules.js';
import { asEvent, poorReduction, reporting } from './judging/heard.example.js';
import { OnClockTick } from './on-clock-tick.js';
import { OnIndicatorChanged } from './on-indicator-changed.js';
import { Channels } from './telling/channels.js';

const NOON = Date.parse('2024-10-05T05:00:00.000Z');

describe('the alert API', () => {
  let database: TestDatabase;
  let tables: PrismaClient;
  let app: NestFastifyApplication;
  let address: string;
  const clock = new FixedClock(new Date(NOON));
  const log = new FakeEventLog();
  const channels = new Channels({});

  beforeAll(async () => {
    database = await testDatabase();
    tables = prismaClient(database.url);
    await seedRules(database.db);
    const parts = { database: database.db, tables, log, clock };
    app = await NestFactory.create(AlertingModule.of(parts), new FastifyAdapter(), { logger: false, abortOnError: false });
    app.useGlobalFilters(new ProblemFilter(createLogger('test', 'silent')));
    await app.listen(0, '127.0.0.1');
    address = await app.getUrl();
    await threeAlerts();
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await tables.$disconnect();
    await database.drop();
  });

  /** Firing since noon in Tân Mộc and, a second later, elsewhere; and one that is pending. */
  async function threeAlerts(): Promise<void> {
    const handler = new OnIndicatorChanged(log, clock);
    const elsewhere = { orgUnit: '07609', name: 'Xã B', ancestors: ['VN', '24', '219'] };
    const hear = (message: Parameters<typeof asEvent>[0]) =>
      database.db.transaction((tx) => handler.on({ events: [asEvent(message)], tx }));
    await hear(poorReduction(2));
    clock.set(new Date(NOON + 1_000));
    await hear(reporting(0, elsewhere));
    clock.set(new Date(NOON + 11_000));
    await new OnClockTick(database.db, log, clock, channels).run();
    await hear(poorReduction(1, { orgUnit: '00001', name: 'Xã C', ancestors: ['VN', '01', '001'] }));
  }

  async function get<T = { items: AlertOnWire[]; next: string | null }>(path: string): Promise<{ status: number; body: T }> {
    const response = await fetch(`${address}/api/v1/${path}`);
    return { status: response.status, body: (await response.json()) as T };
  }
  const units = async (query: string) =>
    (await get(`alerts${query}`)).body.items.map(({ orgUnit, state }) => `${orgUnit.code} ${state}`);
  const acknowledge = (id: string, words: object) =>
    fetch(`${address}/api/v1/alerts/${id}/acknowledge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(words),
    });

  it('lists what is open, firing first, the newest first', async () => {
    expect(await units('')).toEqual(['07609 firing', '07606 firing', '00001 pending']);
  });

  it.each([
    ['?orgUnit=07606', ['07606 firing']],
    ['?orgUnit=219', ['07609 firing', '07606 firing']],
    ['?orgUnit=VN&state=pending', ['00001 pending']],
    ['?state=resolved,retracted', []],
    ['?indicator=poor-reduction', ['07606 firing', '00001 pending']],
    ['?period=2023', []],
    ['?orgUnit=99999', []],
  ])('filters: %s', async (query, expected) => {
    expect(await units(query)).toEqual(expected);
  });

  it('pages through all of it, one by one, none twice', async () => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { body }: { body: { items: AlertOnWire[]; next: string | null } } = await get(`alerts?limit=1&after=${after}`);
      seen.push(...body.items.map(({ orgUnit }) => orgUnit.code));
      after = body.next;
    }
    expect(seen).toEqual(['07609', '07606', '00001']);
  });

  it('answers one with everything it holds', async () => {
    const [{ id }] = (await get('alerts?orgUnit=07606')).body.items as [AlertOnWire];
    const { body } = await get<AlertOnWire>(`alerts/${id}`);
    expect(body).toMatchObject({
      rule: 'off-target',
      severity: 'warning',
      state: 'firing',
      reason: 'held',
      orgUnit: { code: '07606', name: 'Xã Tân Mộc', level: 'commune' },
      actual: { num: '2', den: '1', value: '2' },
      target: '10',
      expectedToDate: '7.622951',
      pace: '0.262366',
      neededPerMonth: '2.666667',
      startedAt: '2024-10-05T05:00:00.000Z',
      firedAt: '2024-10-05T05:00:11.000Z',
      notifications: [{ channel: 'in-app', state: 'sent' }],
    });
  });

  it.each(['alerts/1', 'alerts/00000000-0000-0000-0000-000000000000'])('knows no %s', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('refuses a query it cannot read, naming each parameter', async () => {
    const { status, body } = await get<{ errors: { pointer: string }[] }>('alerts?state=open&limit=9999');
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(['/state', '/limit']);
  });

  it('acknowledges with a note, again without effect, and not without one', async () => {
    const [{ id }] = (await get('alerts?orgUnit=07609')).body.items as [AlertOnWire];
    const words = { by: 'Trưởng phòng', note: 'đã nhắc xã' };
    expect((await acknowledge(id, { by: 'Trưởng phòng' })).status).toBe(422);
    const [first, second] = [await acknowledge(id, words), await acknowledge(id, words)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await second.json()).toEqual(await first.json());
    expect((await get<AlertOnWire>(`alerts/${id}`)).body).toMatchObject({ acknowledged: words, state: 'firing' });
    expect((await acknowledge('00000000-0000-0000-0000-000000000000', words)).status).toBe(404);
  });

  it('lists the rules as data', async () => {
    const { body } = await get<{ items: object[] }>('alert-rules');
    expect(body.items).toMatchObject([
      { id: 'evaluation-error', enabled: true, kind: 'evaluation-error' },
      { id: 'forecast', enabled: false, kind: 'forecast' },
      { id: 'kpi-mismatch', enabled: true, kind: 'kpi-mismatch', severity: 'critical' },
      { id: 'missing-report', enabled: true, kind: 'missing-report' },
      { id: 'no-data', enabled: true, kind: 'no-data' },
      { id: 'off-target', enabled: true, firesBelowPace: '0.60', resolvesAtPace: '0.65' },
    ]);
  });
});
