import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IndicatorValue, IndicatorValuesPage } from '@chitieu/contracts';
import { STARTER } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { dayInVietnam, FixedClock } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { OnOrgUnitChanged } from './on-org-unit-changed.js';
import { OrgUnitsController } from './org-units.controller.js';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { readValues } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';
import { compareAll } from './recompute/compare.js';
import { COMMUNES, review, reviews, state, stateReviews } from './stated-facts.fixture.js';
import { ValuesController } from './values.controller.js';

const OTHER = '09001';
const ALL = [...COMMUNES, OTHER];
const NOW = new FixedClock(new Date('2026-01-10T02:00:00Z'));

type Row = Record<string, unknown>;
const unit = (code: string, name: string, level: string, parent?: string, own: Row = {}): Row => ({
  ...{ code, ver: 1, validFrom: '2004-07-08', name, level, ...(parent && { parent }) },
  ...own,
});
const OLD = [
  unit('24', 'Tỉnh Bắc Giang', 'province'),
  unit('27', 'Tỉnh Bắc Ninh', 'province'),
  unit('219', 'Huyện Lục Ngạn', 'district', '24'),
  unit('07606', 'Xã Tân Mộc', 'commune', '219'),
  unit('07603', 'Xã Nam Dương', 'commune', '219'),
  unit('07600', 'Xã Kiên Lao', 'commune', '219'),
  unit(OTHER, 'Xã Khác', 'commune', '27'),
];
const VILLAGE = unit('07606-01', 'Thôn Tân Thành', 'village', '07606');
const OPEN = { validFrom: '2025-07-01' };
const NEW = [
  unit('24', 'Tỉnh Bắc Ninh', 'province', undefined, { ...OPEN, predecessors: ['24', '27'] }),
  unit('07603', 'Xã Nam Dương', 'commune', '24', { ...OPEN, predecessors: ['07603', '07606'] }),
  unit('07610', 'Xã Kiên Lao', 'commune', '24', { ...OPEN, predecessors: ['07600'], predecessorShares: ['0.6'] }),
  unit('07611', 'Xã Kiên Thành', 'commune', '24', { ...OPEN, predecessors: ['07600'], predecessorShares: ['0.4'] }),
  // The code of one commune goes to another.
  unit('07600', 'Phường Khác', 'commune', '24', { ...OPEN, predecessors: [OTHER] }),
];

let database: Database;
let drop: () => Promise<void>;
/** Every value of every unit before the reform was known, by what it is of. */
let before: Map<string, IndicatorValue>;

const keyOf = ({ code, validFrom }: Row): string => `${code as string}/${validFrom as string}`;
const stateUnits = (rows: Row[]): Promise<void> => state(database, 'org-units', 'org-unit.changed.v1', keyOf, rows);

/** The units that end, as intake tells of them again. */
async function end(rows: Row[]): Promise<void> {
  const events = rows.map((row) => ({
    type: 'org-unit.changed.v1',
    key: row.code,
    lane: 0,
    rev: 2,
    data: { ...row, ver: 2, validTo: '2025-06-30' },
  }));
  for (const { data } of events) {
    await database.query(`UPDATE intake.fact SET body = $2, rev = 2 WHERE kind = 'org-units' AND id = $1`, [
      keyOf(data),
      JSON.stringify(data),
    ]);
  }
  await database.transaction((tx) => new OnOrgUnitChanged().on({ events, tx } as never));
}

const voucher = (orgUnit: string, i: number, ownerLevel: string): Row => ({
  ...{
    voucherId: `V-${orgUnit}-${i}`,
    ver: 1,
    orgUnit,
    paidOn: `2024-0${(i % 9) + 1}-10`,
    amountDong: String(101 * (i + 1)),
    programme: 'GNBV',
  },
  ...{ project: 'DA2', capitalType: 'recurrent', fundSource: 'central', originYear: 2024, ownerLevel },
});
const plan = (orgUnit: string, amountDong: number, targets: Row[], ownerLevel = 'commune'): Row => ({
  ...{ planId: `P-${orgUnit}`, ver: 1, orgUnit, period: '2024', decision: {}, targets },
  allocations: [{ programme: 'GNBV', project: 'DA2', originYear: 2024, amountDong: String(amountDong), ownerLevel }],
});
const target = (indicator: string, value: string): Row => ({ indicator, kind: 'level', value, trajectory: { kind: 'linear' } });

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits([...OLD, VILLAGE]);
  await stateReviews(database);
  const copied = (reviews() as Row[]).filter(({ commune }) => commune === '07606');
  const more = copied.map(({ village: _none, ...own }) => ({
    ...own,
    householdId: `O-${own.householdId as string}`,
    commune: OTHER,
  }));
  const stateMore = (rows: object[]) =>
    state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, rows);
  await stateMore(more);
  await state(database, 'disbursements', 'disbursement.recorded.v1', (data) => data.voucherId as string, [
    ...ALL.flatMap((code) => [1, 2, 3, 4].map((i) => voucher(code, i, i === 4 ? 'district' : 'commune'))),
    voucher('219', 5, 'district'),
    voucher('27', 6, 'province'),
    voucher('VN', 7, 'nation'),
  ]);
  await state(database, 'plans', 'plan.revised.v1', (data) => data.planId as string, [
    ...ALL.map((code, i) =>
      plan(code, 900 + i, [
        target('poor-households', String(10 + i)),
        ...['poor-rate', 'own-rate'].map((rate) => target(rate, `0.${i + 1}`)),
      ]),
    ),
    plan('219', 5000, [], 'district'),
  ]);
  before = await valuesOf(ALL.concat('219', '24', '27', 'VN', '07606-01'), 'then');
  await end(OLD);
  await stateUnits(NEW);
});
afterAll(() => drop());

const trees = new Map<Database, UnitTree>();
function values(): ValuesController {
  const known = trees.get(database) ?? new UnitTree(database);
  trees.set(database, known);
  return new ValuesController(database, known, new ServingCatalogue(), NOW);
}

async function read(orgUnit: string, period: string, tree: string, indicator?: string): Promise<IndicatorValue[]> {
  const reply = { header: () => reply, code: () => reply };
  const query = { orgUnit, period, tree, indicator: indicator ?? 'all' };
  return ((await values().values(query, undefined, reply as never)) as IndicatorValuesPage).items;
}

const one = async (orgUnit: string, indicator: string, period = '2024', tree = 'now'): Promise<IndicatorValue> =>
  (await read(orgUnit, period, tree, indicator))[0]!;

async function valuesOf(units: string[], tree: string): Promise<Map<string, IndicatorValue>> {
  const found = new Map<string, IndicatorValue>();
  for (const orgUnit of units) {
    for (const period of ['2023', '2024', '2024-Q3']) {
      for (const value of await read(orgUnit, period, tree)) {
        found.set(`${orgUnit} ${period} ${value.indicator} ${value.dimension}`, value);
      }
    }
  }
  return found;
}

const num = (value: IndicatorValue): bigint => BigInt(value.actual?.num ?? 0);
/** Codes with their dimension, as values are found by. */
const lines = (kinds: string[]): string[] =>
  STARTER.indicators
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ code, dimension }) => (dimension?.values ?? [{ code: null }]).map((value) => `${code} ${value.code}`));

describe('a reform, applied to what was stored before it', () => {
  it('changes no value of then', async () => {
    const after = await valuesOf(ALL.concat('219', '24', '27', 'VN', '07606-01'), 'then');
    expect([...after]).toEqual([...before]);
    expect(before.size).toBeGreaterThan(500);
  });

  it('conserves every sum, at every level and for the nation, read in the tree of now', async () => {
    const now = await valuesOf(['07603', '07610', '07611', '07600', '24', 'VN'], 'now');
    const sum = (from: Map<string, IndicatorValue>, units: string[], what: string) =>
      units.reduce((all, code) => all + num(from.get(`${code} ${what}`)!), 0n);
    for (const period of ['2023', '2024']) {
      for (const line of lines(['count'])) {
        const what = `${period} ${line}`;
        expect([what, sum(now, ['07603', '07610', '07611', '07600'], what)]).toEqual([what, sum(before, ALL, what)]);
        expect([what, sum(now, ['24'], what)]).toEqual([what, sum(before, ['24', '27'], what)]);
        expect([what, sum(now, ['VN'], what)]).toEqual([what, sum(before, ['VN'], what)]);
      }
      for (const line of lines(['count', 'ratio'])) {
        const what = `VN ${period} ${line}`;
        expect([what, now.get(what)?.actual]).toEqual([what, before.get(what)?.actual]);
      }
    }
  });

  it('adds Tân Mộc and Nam Dương up, rates and targets as those of their households', async () => {
    const [rate, tanMoc, namDuong] = [
      await one('07603', 'poor-rate'),
      ...['07606', '07603'].map((code) => before.get(`${code} 2024 poor-rate null`)!),
    ];
    expect(BigInt(rate!.actual!.den)).toBe(BigInt(tanMoc!.actual!.den) + BigInt(namDuong!.actual!.den));
    expect(num(rate!)).toBe(num(tanMoc!) + num(namDuong!));
    const [a, b] = [Number(tanMoc!.actual!.den), Number(namDuong!.actual!.den)];
    expect(Number(rate!.target!.value)).toBeCloseTo((0.1 * a + 0.2 * b) / (a + b), 9);
    expect((await one('07603', 'poor-households')).target).toMatchObject({ value: '21', planId: 'P-07603 + P-07606' });
    expect(rate!.flags.map(({ rule }) => rule)).not.toContain('estimated-by-share');
  });

  it('carries the target of a rate that a province defined as it does those of the starter set', async () => {
    const own = { ...STARTER.indicatorOf('poor-rate')!, code: 'own-rate' };
    const [today, serving] = [dayInVietnam(NOW.now()), await new ServingCatalogue().now(database)];
    const place = await new UnitTree(database).place('2024', today);
    const asked = { ...place, units: ['07603'], period: '2024', indicators: [own], serving, now: NOW.now(), today };
    const [value] = await readValues(database, asked);
    expect(value!.target!.value).toBe((await one('07603', 'poor-rate')).target!.value);
  });

  it('apportions what was split by its shares, and marks it', async () => {
    const [most, least] = [await one('07610', 'households', '2023'), await one('07611', 'households', '2023')];
    expect([num(most), num(least)]).toEqual([30n, 20n]);
    for (const value of [most, least]) expect(value.flags.map(({ rule }) => rule)).toContain('estimated-by-share');
    expect((await one('24', 'households', '2023')).flags.map(({ rule }) => rule)).not.toContain('estimated-by-share');
  });

  it('never takes a code for the unit that bore it before', async () => {
    expect((await one('07600', 'households', '2023')).actual).toEqual(before.get(`${OTHER} 2023 households null`)!.actual);
    expect((await one('07600', 'disbursed-capital')).actual).toEqual(before.get(`${OTHER} 2024 disbursed-capital null`)!.actual);
  });

  it('compares the first year after it with what the communes were made of', async () => {
    const next = [0, 1, 2, 3].map((i) => ({
      ...(review(9000 + i, '2025', '07603', 'poor', null, false) as Row),
      village: '07606-01',
    }));
    await state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, next);
    const were = ['07606', '07603'].reduce((sum, code) => sum + num(before.get(`${code} 2024 poor-households null`)!), 0n);
    expect(num(await one('07603', 'poor-reduction', '2025', 'then'))).toBe(were - 4n);
    expect(await one('07600', 'poor-reduction', '2025', 'then')).toMatchObject({ actual: null, reason: 'not_reported' });
    // Back in the tree of 2024 a village tells whose they are; one that is not known is refused.
    expect(num(await one('07606', 'households', '2025', '2024-12-31'))).toBe(4n);
    const unknown = [review(9100, '2025', '07603', 'poor', null, false)];
    await state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, unknown);
    expect(await one('07606', 'households', '2025', '2024-12-31')).toMatchObject({
      actual: null,
      reason: 'split_shares_unknown',
    });
    expect(num(await one('219', 'households', '2025', '2024-12-31'))).toBe(5n);
  });

  it('explains a carried number by the units of then', async () => {
    const told = await values().explanation({ orgUnit: '07603', period: '2024', tree: 'now', indicator: 'poor-households' });
    expect(told.carriedFrom.map(({ orgUnit, isWhole, num: n }) => [orgUnit.code, orgUnit.name, isWhole, n])).toEqual(
      ['07603', '07606'].map((code) => {
        const was = before.get(`${code} 2024 poor-households null`)!;
        return [code, was.orgUnit.name, true, was.actual!.num];
      }),
    );
    expect(told.eventCount).toBeGreaterThan(50);
  });

  it('tells what a unit became, in a search and where its values are asked for', async () => {
    const units = new OrgUnitsController(new UnitTree(database), NOW);
    const { items } = await units.list({ q: 'tan moc' });
    expect(items).toMatchObject([
      {
        code: '07606',
        name: 'Xã Tân Mộc',
        validTo: '2025-06-30',
        parent: '219',
        successors: [{ code: '07603', name: 'Xã Nam Dương' }],
      },
    ]);
    expect((await units.list({ q: 'tan moc', asAt: '2024-12-31' })).items).toMatchObject([{ code: '07606', successors: [] }]);
    await expect(read('07606', '2024', 'now')).rejects.toMatchObject({
      detail: { en: expect.stringContaining('Xã Nam Dương (07603)') },
    });
  });

  it('leaves nothing for the recomputation to find', async () => {
    expect((await database.transaction((tx) => compareAll(tx, () => undefined))).differences).toEqual([]);
  });
});
