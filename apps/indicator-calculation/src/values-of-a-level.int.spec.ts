import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IndicatorValuesPage } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import { FixedClock } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { UnitTree } from './reading/unit-tree.js';
import { COMMUNES, stateReviews, stateUnits } from './stated-facts.fixture.js';
import { ValuesController } from './values.controller.js';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
  await stateReviews(database);
});
afterAll(() => drop());

const read = async (query: object): Promise<string[]> => {
  const reply = { header: () => reply, code: () => reply };
  const clock = new FixedClock(new Date('2024-10-05T02:00:00Z'));
  const values = new ValuesController(database, new UnitTree(database), new ServingCatalogue(), clock);
  const asked = { period: '2023', indicator: 'poor-rate', ...query };
  const page = (await values.values(asked, undefined, reply as never)) as IndicatorValuesPage;
  return page.items.map(({ orgUnit }) => orgUnit.code);
};

it("gives a province's communes beside it in one answer, whatever stands between", async () => {
  expect((await read({ orgUnit: '24', level: 'commune' })).sort()).toEqual(['24', ...COMMUNES].sort());
  expect(await read({ orgUnit: '24', level: 'district' })).toEqual(['24', '219']);
});

it('gives a unit once, also where it is asked for twice', async () => {
  expect((await read({ orgUnit: '219', level: 'commune', children: 'true' })).sort()).toEqual(['219', ...COMMUNES].sort());
  expect(await read({ orgUnit: '07606', level: 'commune' })).toEqual(['07606']);
  expect(await read({ orgUnit: '07606', level: 'province' })).toEqual(['07606']);
});
