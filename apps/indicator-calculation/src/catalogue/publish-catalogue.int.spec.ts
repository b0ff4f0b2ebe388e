import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BusEvent } from '@chitieu/contracts';
import { checkDefinitions, laneOf, STARTER, STARTER_SET, type OwnDefinitions } from '@chitieu/domain';
import { FakeEventLog, type BatchHandler } from '@chitieu/messaging';
import type { Database } from '@chitieu/persistence';
import { createLogger } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { OnHouseholdReviewed } from '../on-household-reviewed.js';
import { readValues, valueOnWire } from '../reading/read-values.js';
import { UnitTree } from '../reading/unit-tree.js';
import { inEveryGeneration } from '../rebuild/generations.js';
import { readRebuild } from '../rebuild/rebuild-row.js';
import { Rebuilder } from '../rebuild/rebuilder.js';
import { beginRebuild, cancelRebuild } from '../rebuild/rebuilds.js';
import { compareAll } from '../recompute/compare.js';
import { forgetFactsAndNumbers, review, state, stateReviews, stateUnits } from '../stated-facts.fixture.js';
import { listCatalogues, readCatalogue } from './catalogue-row.js';
import { adoptStarter, publishCatalogue } from './publish-catalogue.js';
import { readServing } from './serving-row.js';
import { ServingCatalogue } from './serving-catalogue.js';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
});
afterAll(() => drop());
beforeEach(async () => {
  await forgetFactsAndNumbers(database);
  await database.query('TRUNCATE calculation.catalogue, calculation.rebuild');
  await database.query('UPDATE calculation.generation SET number = number + 1, measures = NULL, catalogue = NULL');
  await stateReviews(database);
  await state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, ethnic());
});

/** Six poor ethnic-minority households, of which four have no safe water. */
const ethnic = (): object[] =>
  Array.from({ length: 6 }, (_, i) => ({
    ...review(500 + i, '2023', '07606', 'poor', null, false),
    groups: ['ethnicMinority'],
    deprivations: i < 4 ? ['cleanWater'] : ['sanitation'],
    members: 5,
  }));

const text = { vi: 'Hộ nghèo DTTS thiếu nước sạch', en: 'Poor ethnic-minority households without safe water' };
const definitions = (over: object = {}): OwnDefinitions =>
  checkDefinitions({
    measures: [
      {
        code: 'ethnicPoorWithoutWater',
        name: text,
        counts: 'households',
        where: {
          all: [
            { field: 'presence', is: 'living' },
            { field: 'classification', is: 'poor' },
            { field: 'groups', has: 'ethnicMinority' },
            { field: 'deprivations', has: 'cleanWater' },
          ],
        },
      },
    ],
    indicators: [
      {
        ...{ code: 'ethnic-poor-without-safe-water-rate', name: text, formula: text, unit: 'ratio', direction: 'descending' },
        reading: { how: 'rate', num: ['ethnicPoorWithoutWater'], den: ['poor'] },
        legalBasis: 'Nghị quyết của tỉnh',
        ...over,
      },
    ],
  }).definitions!;

const given = (own = definitions()) => ({ definitions: own, publishedBy: 'Sở', note: '' });
const rebuild = async (): Promise<void> =>
  new Rebuilder({
    database,
    log: new FakeEventLog(),
    group: 'indicator-calculation',
    logger: createLogger('test', 'silent'),
  }).round();
const verify = async (): Promise<unknown[]> => (await database.transaction((tx) => compareAll(tx, () => undefined))).differences;

async function valueOf(code: string, catalogue = new ServingCatalogue()) {
  const serving = await catalogue.now(database);
  const indicator = serving.catalogue.indicatorOf(code);
  if (!indicator) return null;
  const tree = await new UnitTree(database).at('2023-12-31');
  const now = new Date('2024-10-05T02:00:00Z');
  const request = {
    tree,
    carry: null,
    units: ['07606'],
    period: '2023',
    indicators: [indicator],
    serving,
    now,
    today: '2024-10-05',
  };
  const [value] = await readValues(database, request);
  return valueOnWire(value!, '2023', now, '2024-10-05', 1).actual;
}

const deliver = (data: object, rev: number): Promise<unknown> => {
  const handler: BatchHandler = (events, tx) => new OnHouseholdReviewed().on({ events, tx } as never);
  const events = [{ type: 'household.reviewed.v1', key: '07606', lane: laneOf('07606'), rev, data }] as BusEvent[];
  return database.transaction((tx) => inEveryGeneration(handler)(events, tx));
};

describe('publishing definitions', () => {
  it('counts what they ask for beside the numbers that serve, and equals SQL over the facts', async () => {
    const published = (await publishCatalogue(database, given()))!;
    expect((await readCatalogue(database, published.version))!.state).toBe('building');
    expect(await valueOf('ethnic-poor-without-safe-water-rate')).toBeNull();
    const before = await valueOf('poor-rate');
    await rebuild();
    expect(await readRebuild(database, published.rebuild.id)).toMatchObject({ state: 'done', outcome: { differenceCount: 0 } });
    const [facts] = await database.query<{ num: string; den: string }>(
      `SELECT count(*) FILTER (WHERE body->'groups' ? 'ethnicMinority' AND body->'deprivations' ? 'cleanWater')::text AS num, count(*)::text AS den
         FROM intake.fact_household_review WHERE unit = '07606' AND period = '2023' AND body->>'classification' = 'poor'`,
    );
    expect(await valueOf('ethnic-poor-without-safe-water-rate')).toMatchObject(facts!);
    expect(facts!.num).toBe('4');
    expect(await valueOf('poor-rate')).toEqual(before);
    expect(await verify()).toEqual([]);
    expect((await listCatalogues(database, 9))[0]).toMatchObject({
      version: published.version,
      state: 'serving',
      publishedBy: 'Sở',
    });
  });

  it('counts what arrives meanwhile in both, and afterwards in the new one; a reader notices by itself', async () => {
    const reader = new ServingCatalogue();
    await valueOf('poor-rate', reader);
    await publishCatalogue(database, given());
    const late = { ...ethnic()[0]!, householdId: 'H-900' };
    await state(database, 'household-reviews', 'household.reviewed.v1', () => 'H-900', [late], []);
    await deliver(late, 1);
    await rebuild();
    await deliver({ ...late, deprivations: [], ver: 2 }, 2);
    await database.query(`UPDATE intake.fact SET rev = 2, body = body || '{"deprivations": []}' WHERE id = 'H-900'`);
    expect(await valueOf('ethnic-poor-without-safe-water-rate', reader)).toMatchObject({ num: '4' });
    expect(await verify()).toEqual([]);
  });

  it('keeps every version readable, and says when another rebuild is in the way', async () => {
    const { version, rebuild: open } = (await publishCatalogue(database, given()))!;
    expect(await publishCatalogue(database, given())).toBeNull();
    await cancelRebuild(database, open.id);
    expect(await readCatalogue(database, version)).toMatchObject({ state: 'refused', definitions: definitions() });
    await publishCatalogue(database, given(definitions({ direction: 'none' })));
    await rebuild();
    expect((await listCatalogues(database, 2)).map(({ state: at }) => at)).toEqual(['serving', 'refused']);
  });

  it('is undone by publishing nothing', async () => {
    await publishCatalogue(database, given());
    await rebuild();
    await publishCatalogue(database, given({ measures: [], indicators: [] }));
    await rebuild();
    expect(await valueOf('ethnic-poor-without-safe-water-rate')).toBeNull();
    expect(await verify()).toEqual([]);
  });
});

describe('a new release', () => {
  it('whose starter set counts otherwise counts anew beside the numbers that serve', async () => {
    const old = STARTER_SET.measures.filter(({ code }) => code !== 'poorMembers');
    await database.query('UPDATE calculation.generation SET measures = $1, catalogue = NULL', [JSON.stringify(old)]);
    await beginRebuild(database, 'facts', { measures: old, catalogue: null });
    await rebuild();
    expect(await valueOf('poor-persons')).toBeNull(); // the old numbers do not count it
    expect(await adoptStarter(database)).toMatchObject({ source: 'facts', state: 'filling' });
    expect(await adoptStarter(database)).toBeNull();
    await rebuild();
    expect(await valueOf('poor-persons')).toMatchObject({ den: '1' });
    expect((await readServing(database)).measures).toHaveLength(STARTER.measures.length);
    expect(await adoptStarter(database)).toBeNull();
    expect(await verify()).toEqual([]);
  });
});
