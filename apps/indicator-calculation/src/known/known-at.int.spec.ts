import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExplanationOnWire, IndicatorValue, IndicatorValuesPage } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import { Clock } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from '../catalogue/serving-catalogue.js';
import { readValues } from '../reading/read-values.js';
import { UnitTree } from '../reading/unit-tree.js';
import { forgetFactsAndNumbers, stateMoneyAndPlans, stateReviews, stateUnits } from '../stated-facts.fixture.js';
import { ValuesController } from '../values.controller.js';
import { readingAt, servingAt } from './reading-at.js';

let database: Database;
let drop: () => Promise<void>;

/** The product's clock stands an hour before the database's, as a demonstration's does. */
class HourBefore extends Clock {
  override now(): Date {
    return new Date(Date.now() - 3_600_000);
  }
}
const clock = new HourBefore();

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
});
afterAll(() => drop());
beforeEach(async () => {
  await forgetFactsAndNumbers(database);
  await database.query('TRUNCATE intake.fact_history');
  await stateReviews(database);
  await stateMoneyAndPlans(database);
});

const controller = () => new ValuesController(database, new UnitTree(database), new ServingCatalogue(), clock);
async function read(query: object): Promise<IndicatorValue[]> {
  const reply = { header: () => reply, code: () => reply };
  const asked = { indicator: 'all', children: 'true', ...query };
  return ((await controller().values(asked, undefined, reply as never)) as IndicatorValuesPage).items;
}
const now = (): string => clock.now().toISOString();
const later = (): Promise<unknown> => database.query('SELECT pg_sleep(0.02)');

/** As intake keeps a correction: what it replaces goes to the history. */
async function correct(id: string, period: string, body: object): Promise<void> {
  await database.query(
    `INSERT INTO intake.fact_history (kind, id, period, ver, rev, unit, body, retracted, changed_at)
     SELECT kind, id, period, ver, rev, unit, body, retracted, changed_at FROM intake.fact WHERE id = $1 AND period = $2`,
    [id, period],
  );
  await database.query(
    `UPDATE intake.fact SET body = body || $3, ver = ver + 1, rev = rev + 1, changed_at = clock_timestamp() WHERE id = $1 AND period = $2`,
    [id, period, JSON.stringify(body)],
  );
}

const essence = ({ indicator, dimension, orgUnit, actual, reason, target, declarations, flags, status }: IndicatorValue) => ({
  ...{ indicator, dimension, unit: orgUnit.code, actual, reason, target, declarations, flags, status },
});

describe('what was known', () => {
  it.each(['2023', '2024', '2024-Q1'])(
    'just now is what is known now: every indicator of a district and its communes in %s',
    async (period) => {
      const live = (await read({ orgUnit: '219', period })).map(essence);
      expect(live.length).toBeGreaterThan(100);
      expect((await read({ orgUnit: '219', period, knownAt: now() })).map(essence)).toEqual(live);
    },
  );

  it('of a village, too', async () => {
    const asked = { orgUnit: '07606-01', period: '2023', children: 'false' };
    expect((await read({ ...asked, knownAt: now() })).map(essence)).toEqual((await read(asked)).map(essence));
  });

  it('before a correction stays what it was, and moves with it afterwards; a correction of 2023 reaches the flows of 2024', async () => {
    const of = async (period: string, knownAt?: string) =>
      (
        await read({
          orgUnit: '219',
          period,
          indicator: 'poor-households,escaped-poverty,newly-poor',
          ...(knownAt && { knownAt }),
        })
      ).map(essence);
    const [id] = await database.query<{ id: string }>(
      `SELECT a.id FROM intake.fact a JOIN intake.fact b ON b.id = a.id AND b.period = '2024'
        WHERE a.period = '2023' AND a.body->>'classification' = 'poor' AND b.body->>'classification' <> 'poor' ORDER BY 1 LIMIT 1`,
    );
    const before = { at: now(), y2023: await of('2023'), y2024: await of('2024') };
    await later();
    await correct(id!.id, '2023', { classification: 'nearPoor' });
    await later();
    expect(await of('2023', before.at)).toEqual(before.y2023);
    expect(await of('2024', before.at)).toEqual(before.y2024);
    const after = await of('2024', now());
    const escaped = (values: ReturnType<typeof essence>[]) =>
      Number(values.find(({ unit, indicator }) => unit === '219' && indicator === 'escaped-poverty')!.actual!.num);
    expect(escaped(after)).toBe(escaped(before.y2024) - 1);
  });

  it('was nothing before anything was said', async () => {
    const items = await read({ orgUnit: '07606', period: '2023', indicator: 'poor-rate', knownAt: '2020-01-01' });
    expect(items).toMatchObject([{ actual: null, reason: 'not_reported' }, { actual: null }]);
  });

  it('is explained down to the events of then', async () => {
    const explained: ExplanationOnWire = await controller().explanation({
      ...{ orgUnit: '07606', period: '2023', indicator: 'poor-rate', knownAt: now() },
    });
    const live = await controller().explanation({ orgUnit: '07606', period: '2023', indicator: 'poor-rate' });
    expect(explained.measures).toEqual(live.measures);
    expect(explained.events).toEqual(live.events);
    expect(explained.eventCount).toBe(live.eventCount);
  });

  it('takes no transaction id: it would hold back the log’s horizon', async () => {
    const [trees, at] = [new UnitTree(database), new Date()];
    const tree = await trees.at('2023-12-31');
    const serving = await servingAt(database, at);
    const xid = await readingAt(database, { at, tree, carry: null, units: ['219'] }, serving, async (tx) => {
      const { indicators } = serving.catalogue;
      const asked = { tree, carry: null, units: ['219'], period: '2023', indicators, serving, now: at, today: '2024-10-05' };
      expect((await readValues(tx, asked)).length).toBeGreaterThan(70);
      const [row] = await tx.query<{ xid: string | null }>('SELECT pg_current_xact_id_if_assigned()::text AS xid');
      return row!.xid;
    });
    expect(xid).toBeNull();
  });
});
