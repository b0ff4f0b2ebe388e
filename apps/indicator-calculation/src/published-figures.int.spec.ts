import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IndicatorValuesPage } from '@chitieu/contracts';
import { EventLog } from '@chitieu/messaging';
import type { Database } from '@chitieu/persistence';
import { FixedClock } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { acceptedAt, correct, type Review } from './corrected-facts.fixture.js';
import { notifyChanges } from './notify-changes.js';
import { PeriodsController } from './periods.controller.js';
import { causesSince } from './periods/causes.js';
import { recordRestatements } from './periods/record-restatements.js';
import { markRestatementsDue } from './periods/restatements.js';
import { PreviewsController } from './previews.controller.js';
import { UnitTree } from './reading/unit-tree.js';
import { reviews, state, stateReviews, stateUnits } from './stated-facts.fixture.js';
import { ValuesController } from './values.controller.js';

const PUBLISHED = new Date('2024-02-01T00:00:00Z');
const CORRECTED = '2024-09-01T00:00:00Z';
const LATER = new Date('2024-10-05T02:00:00Z');

let database: Database;
let drop: () => Promise<void>;
let trees: UnitTree;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  trees = new UnitTree(database);
  await stateUnits(database);
  await stateReviews(database);
  await acceptedAt(database, inDatabase('2024-01-10T00:00:00Z'));
  await beat();
});
afterAll(() => drop());

const silent = { append: async () => undefined } as unknown as EventLog;
const clock = new FixedClock(LATER);
const catalogue = new ServingCatalogue();
/** The database's time of an instant of this product, whose clock stands still. */
const inDatabase = (instant: string): string => new Date(Date.parse(instant) + Date.now() - LATER.getTime()).toISOString();
const beat = () => notifyChanges({ database, log: silent, trees, catalogue, clock, rest: { least: 0, factor: 0, most: 0 } });
const restate = () => recordRestatements({ database, trees, catalogue, clock });
const periods = (now: Date) => new PeriodsController(database, trees, catalogue, new FixedClock(now));

const known = async (query: object): Promise<IndicatorValuesPage['items']> => {
  const reply = { header: () => reply, code: () => reply };
  const page = await new ValuesController(database, trees, catalogue, clock).values(query, undefined, reply as never);
  return page!.items;
};

const figure = ({ orgUnit, indicator, dimension, actual, status }: IndicatorValuesPage['items'][number]) =>
  [orgUnit.code, indicator, dimension, actual?.num, actual?.den, status].join(' ');

const was = (reviews() as Review[]).find(({ householdId, period }) => householdId === 'H-6' && period === '2023')!;
const next = (reviews() as Review[]).find(({ householdId, period }) => householdId === 'H-6' && period === '2024')!;
const classification = was.classification === 'poor' ? 'nearPoor' : 'poor';
const corrected = { ...was, classification };

it('is closed, then published; unlocked only from above and with a reason', async () => {
  const by = { orgUnit: '219', by: 'Phòng Lao động' };
  await expect(periods(PUBLISHED).step('2023', 'publish', by)).rejects.toMatchObject({ code: 'period-not-closed' });
  await periods(PUBLISHED).step('2023', 'close', by);
  expect(await periods(PUBLISHED).step('2023', 'publish', by)).toMatchObject({ state: 'published', revision: 1 });
  await expect(periods(LATER).step('2023', 'unlock', { ...by, reason: 'late' })).rejects.toMatchObject({
    code: 'period-not-from-above',
  });
});

it.each([
  'UPDATE calculation.published_figure SET num = 0',
  'DELETE FROM calculation.publication',
  'DELETE FROM calculation.restatement',
])('what was published cannot be changed: %s', async (statement) => {
  await expect(database.query(statement)).rejects.toThrow(/append-only/);
});

it('shows the effect of a correction before it is accepted, and changes nothing', async () => {
  const { base: _base, ...review } = corrected;
  const preview = await new PreviewsController(database, trees, catalogue, clock).preview({
    orgUnit: '219',
    householdReviews: [review],
  });
  const poor = preview.items.find(
    (item) => item.orgUnit.code === '219' && item.period === '2023' && item.indicator === 'poor-households',
  )!;
  const by = classification === 'poor' ? 1 : -1;
  expect(Number(poor.after.actual!.num) - Number(poor.before.actual!.num)).toBe(by);
  expect(poor.periodState).toBe('published');
  expect(await restate()).toBe(0);
  expect((await periods(LATER).restatements({ orgUnit: '219' })).items).toEqual([]);
});

it('a correction leaves what was published, and enters the register once, with its cause', async () => {
  await correct(database, corrected, { ...next, base: { classification, wasPoorBefore: true } }, inDatabase(CORRECTED));
  await beat();
  expect(await restate()).toBeGreaterThan(0);
  await beat();
  expect(await restate()).toBe(0);

  const { items } = await periods(LATER).restatements({ orgUnit: '219', period: '2023' });
  const poor = items.find((item) => item.orgUnit === '219' && item.indicator === 'poor-households')!;
  const [live] = await known({ orgUnit: '219', period: '2023', indicator: 'poor-households' });
  expect(poor.restated.actual!.num).toBe(live!.actual!.num);
  expect(poor).toMatchObject({ publisher: '219', revision: 1, closedBy: null, causeCount: 1 });
  expect(poor.causes).toMatchObject([{ kind: 'household-reviews', id: 'H-6', period: '2023', ver: 2, reason: null }]);
  expect(items.map((item) => item.orgUnit)).toContain('07606');
});

it('what was published is what was known on that day', async () => {
  const published = await periods(LATER).publication({ orgUnit: '219', period: '2023' });
  const asked = { orgUnit: '219', period: '2023', children: 'true', indicator: 'all' };
  const then = await known({ ...asked, knownAt: PUBLISHED.toISOString() });
  expect(published.items.map(figure).sort()).toEqual(then.map(figure).sort());
  expect((await known(asked)).map(figure).sort()).not.toEqual(published.items.map(figure).sort());
});

it('is published anew with a revision that closes what was restated; the first one stands', async () => {
  const by = { orgUnit: '219', by: 'Sở', byUnit: '24', reason: 'H-6 was entered wrongly' };
  for (const step of ['unlock', 'close', 'publish']) await periods(LATER).step('2023', step, by);
  const { items } = await periods(LATER).restatements({ orgUnit: '219', period: '2023' });
  expect(items.every((item) => item.closedBy === 2)).toBe(true);
  expect((await periods(LATER).publication({ orgUnit: '219', period: '2023', revision: '1' })).items).not.toEqual(
    (await periods(LATER).publication({ orgUnit: '219', period: '2023' })).items,
  );
  await database.query(`INSERT INTO calculation.restatement_due (unit, period) VALUES ('219', '2023')`);
  expect(await restate()).toBe(0);
});

it('compares a published half-year when one of its months has changed', async () => {
  for (const step of ['close', 'publish']) await periods(LATER).step('2024-S1', step, { orgUnit: '219', by: 'Phòng' });
  await database.transaction((tx) =>
    markRestatementsDue(tx, [
      { orgUnit: '219', period: '2024-03' },
      { orgUnit: '219', period: '2024-09' },
    ]),
  );
  const due = await database.query(`SELECT unit, period FROM calculation.restatement_due WHERE period LIKE '2024-%'`);
  expect(due).toEqual([{ unit: '219', period: '2024-S1' }]);
});

it('names an activity that was accepted since among the causes of what is reported', async () => {
  const held = { activityId: 'A-1', ver: 1, orgUnit: '07606', heldOn: '2024-03-05', kind: 'training', count: 2 };
  await state(database, 'activities', 'activity.reported.v1', () => held.activityId, [held]);
  const { tree } = await trees.place('2024');
  const { shown } = await causesSince(database, tree, '219', 'reporting', PUBLISHED);
  expect(shown).toContainEqual(expect.objectContaining({ kind: 'activities', id: 'A-1', ver: 1 }));
});
