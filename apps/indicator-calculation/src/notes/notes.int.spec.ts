import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NoteOnWire } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import { FixedClock, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from '../catalogue/serving-catalogue.js';
import { UnitTree } from '../reading/unit-tree.js';
import { stateUnits } from '../stated-facts.fixture.js';
import { NotesController } from './notes.controller.js';

const NOW = new Date('2024-10-05T02:00:00Z');
const COMMUNE: Viewer = { id: 'tm', name: 'Cán bộ xã', roles: ['officer'], view: ['07606'], capture: ['07606'] };
const BY = { by: 'Nguyễn Văn A', reason: 'Nhầm tên thôn' };
const merged = { orgUnit: '07606', period: '2024', by: 'Nguyễn Văn A', text: { vi: 'Sáp nhập thôn Đồng Quýt vào thôn Tân Mộc' } };

let database: Database;
let drop: () => Promise<void>;
let notes: NotesController;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
  notes = new NotesController(database, new UnitTree(database), new ServingCatalogue(), new FixedClock(NOW));
});
afterAll(() => drop());

const listed = async (query: Record<string, string>, viewer = LOCAL_VIEWER): Promise<NoteOnWire[]> =>
  (await notes.list(query, viewer)).items;
const idsOf = (items: NoteOnWire[]): string[] => items.map(({ id }) => id).sort();

it('stands with its period, or with one number of it, and is found from both', async () => {
  const ofPeriod = await notes.write(merged, LOCAL_VIEWER);
  const ofRate = await notes.write({ ...merged, indicator: 'poor-rate' }, COMMUNE);
  await notes.write({ ...merged, period: '2023', indicator: 'near-poor-rate' }, LOCAL_VIEWER);
  expect(ofPeriod).toMatchObject({ indicator: null, by: merged.by, writtenAt: '2024-10-05T02:00:00+00:00', withdrawn: false });
  expect(ofPeriod.text).toEqual({ vi: merged.text.vi, en: null });
  expect(idsOf(await listed({ orgUnit: '07606', indicator: 'poor-rate' }))).toEqual(idsOf([ofPeriod, ofRate]));
  expect(await listed({ orgUnit: '07606' })).toHaveLength(3);
  expect(await listed({ orgUnit: '07606', period: '2022' })).toEqual([]);
});

it.each([
  [{ indicator: 'no-such' }, 'indicator'],
  [{ indicator: 'poor-rate', dimension: 'water' }, 'dimension'],
  [{ dimension: 'water' }, 'dimension'],
])('of what nobody counts it is refused: %j', async (of, pointer) => {
  const refused = notes.write({ ...merged, ...of }, LOCAL_VIEWER);
  await expect(refused).rejects.toMatchObject({ code: 'invalid-parameter', extra: { errors: [{ pointer: `/${pointer}` }] } });
});

it.each([{ text: {} }, { text: { vi: ' ' } }, { by: '' }, { period: '2024-13' }])('%j is no note', async (wrong) => {
  await expect(notes.write({ ...merged, ...wrong }, LOCAL_VIEWER)).rejects.toMatchObject({ code: 'invalid-body' });
});

it('is corrected and withdrawn by further entries: who, when and why stay', async () => {
  const { id } = await notes.write({ ...merged, period: '2021' }, LOCAL_VIEWER);
  const said = { en: 'Two villages became one' };
  expect(await notes.correct(id, { ...BY, text: said }, LOCAL_VIEWER)).toMatchObject({ text: { vi: null, en: said.en } });
  const gone = await notes.withdraw(id, { by: 'Trần Thị B', reason: 'Ghi nhầm xã' }, LOCAL_VIEWER);
  expect(gone.entries.map(({ step, by, reason, text }) => [step, by, reason, text?.vi ?? text?.en ?? null])).toEqual([
    ['write', merged.by, null, merged.text.vi],
    ['correct', BY.by, BY.reason, said.en],
    ['withdraw', 'Trần Thị B', 'Ghi nhầm xã', null],
  ]);
  expect(await listed({ orgUnit: '07606', period: '2021' })).toEqual([]);
  expect(await listed({ orgUnit: '07606', period: '2021', withdrawn: 'true' })).toEqual([gone]);
  await expect(notes.withdraw(id, BY, LOCAL_VIEWER)).rejects.toMatchObject({ code: 'note-withdrawn' });
  await expect(notes.correct(id, { by: 'x', text: said }, LOCAL_VIEWER)).rejects.toMatchObject({ code: 'invalid-body' });
});

it('comes with the unit above, for a page that shows the units below', async () => {
  const { id } = await notes.write({ ...merged, period: '2020' }, LOCAL_VIEWER);
  expect(await listed({ orgUnit: '219', period: '2020' })).toEqual([]);
  expect(await listed({ orgUnit: '219', period: '2020', children: 'true' })).toMatchObject([{ id }]);
  await expect(listed({ orgUnit: '219', children: 'yes' })).rejects.toMatchObject({ code: 'invalid-parameter' });
});

it.each([
  'UPDATE calculation.note_entry SET text_vi = NULL',
  'DELETE FROM calculation.note_entry',
  'UPDATE calculation.note SET by = NULL',
])('what was said cannot be changed: %s', async (statement) => expect(database.query(statement)).rejects.toThrow(/append-only/));

it('of another unit is neither seen nor written: the words of a unit that is not there', async () => {
  const { id } = await notes.write({ ...merged, orgUnit: '219' }, LOCAL_VIEWER);
  await expect(listed({ orgUnit: '219' }, COMMUNE)).rejects.toMatchObject({ code: 'not-found' });
  await expect(notes.write({ ...merged, orgUnit: '219' }, COMMUNE)).rejects.toMatchObject({ code: 'not-found' });
  await expect(notes.withdraw(id, BY, COMMUNE)).rejects.toMatchObject({ code: 'not-found' });
  await expect(notes.withdraw('no-such', BY, COMMUNE)).rejects.toMatchObject({ code: 'not-found' });
  expect(await listed({ orgUnit: '219' })).toMatchObject([{ id, withdrawn: false }]);
});
