import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Database } from '@chitieu/persistence';
import { FixedClock, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { UnitTree } from '../reading/unit-tree.js';
import { stateUnits } from '../stated-facts.fixture.js';
import { SavedViewsController } from './saved-views.controller.js';

const COMMUNE: Viewer = { id: 'tm', name: 'Cán bộ xã', roles: ['officer'], view: ['07606'], capture: [] };
const DISTRICT: Viewer = { ...COMMUNE, id: 'ln', view: ['219'] };
const ranked = { name: 'Xã nghèo nhất', orgUnit: '219', period: '2024', query: 'sort=poor-rate&direction=descending' };
const own = { name: 'Xã tôi', orgUnit: '07606', period: '2024', page: 'indicators/poor-rate', query: '' };

let database: Database;
let drop: () => Promise<void>;
let views: SavedViewsController;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
  views = new SavedViewsController(database, new UnitTree(database), new FixedClock(new Date('2024-10-05T02:00:00Z')));
});
afterAll(() => drop());
beforeEach(() => database.query('TRUNCATE calculation.saved_view CASCADE'));

const namesFor = async (viewer: Viewer): Promise<string[]> => (await views.list(viewer)).items.map(({ name }) => name);
const missing = { code: 'not-found' };

it('is the own one of a viewer, or is shared with whoever sees its unit', async () => {
  const { id } = await views.save(ranked, DISTRICT);
  expect([await namesFor(DISTRICT), await namesFor(LOCAL_VIEWER)]).toEqual([[ranked.name], []]);
  expect(await views.change(id, { name: 'Xếp hạng xã', shared: true }, DISTRICT)).toMatchObject({
    ...{ mine: true, shared: true, unitName: 'Huyện Lục Ngạn' },
  });
  expect((await views.list(LOCAL_VIEWER)).items).toMatchObject([{ name: 'Xếp hạng xã', mine: false, query: ranked.query }]);
  await expect(views.change(id, { name: 'x', shared: true }, LOCAL_VIEWER)).rejects.toMatchObject(missing);
  await expect(views.remove(id, LOCAL_VIEWER)).rejects.toMatchObject(missing);
  await views.remove(id, DISTRICT);
  expect(await namesFor(LOCAL_VIEWER)).toEqual([]);
});

it('never widens what is seen', async () => {
  const { id } = await views.save({ ...ranked, shared: true }, LOCAL_VIEWER);
  await views.begin(id, { for: 'officer' }, LOCAL_VIEWER);
  expect([await namesFor(COMMUNE), await namesFor(DISTRICT)]).toEqual([[], [ranked.name]]);
  await expect(views.default(COMMUNE)).rejects.toMatchObject(missing);
  await expect(views.begin(id, { for: 'me' }, COMMUNE)).rejects.toMatchObject(missing);
  await expect(views.save(ranked, COMMUNE)).rejects.toMatchObject(missing);
  expect(await views.default(DISTRICT)).toMatchObject({ id });
  await views.save(ranked, DISTRICT);
  expect(await namesFor({ ...DISTRICT, view: ['07606'] })).toEqual([]);
});

it('is where a viewer begins: the own default before that of the role', async () => {
  const forRole = await views.save({ ...ranked, shared: true }, LOCAL_VIEWER);
  const mine = await views.save(own, DISTRICT);
  await expect(views.begin(forRole.id, { for: 'officer' }, DISTRICT)).rejects.toMatchObject({ code: 'not-for-this-viewer' });
  expect(await views.begin(forRole.id, { for: 'officer' }, LOCAL_VIEWER)).toMatchObject({ defaultFor: ['officer'] });
  expect(await views.default(DISTRICT)).toMatchObject({ id: forRole.id });
  expect(await views.begin(mine.id, { for: 'me' }, DISTRICT)).toMatchObject({ defaultFor: ['me'] });
  expect(await views.default(DISTRICT)).toMatchObject({ id: mine.id, page: own.page });
  await views.beginElsewhere(mine.id, { for: 'me' }, DISTRICT);
  expect(await views.default(DISTRICT)).toMatchObject({ id: forRole.id });
  await views.remove(forRole.id, LOCAL_VIEWER);
  await expect(views.default(DISTRICT)).rejects.toMatchObject(missing);
});

it.each([{ page: '../../admin' }, { page: '//evil.example' }, { name: ' ' }, { period: '24' }, { orgUnit: '..' }])(
  'leads to no other place than a page of a unit: %j',
  async (wrong) => expect(views.save({ ...own, ...wrong }, LOCAL_VIEWER)).rejects.toMatchObject({ code: 'invalid-body' }),
);
