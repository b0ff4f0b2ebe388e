import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IndicatorValue } from '@chitieu/contracts';
import { loadSample } from '@chitieu/sample';
import { eventually, household, startWorld, type Mode, type World } from '@chitieu/testing';
import { liveMessages } from './live-messages.js';

const NOW = '2024-10-05T09:00:00+07:00';
const LOADED_WITHIN_MS = 300_000;
/** A breach is held for some seconds before it is told, behind everything that was loaded before it. */
const TOLD_WITHIN_MS = 120_000;
const ON_SCREEN_WITHIN_MS = 2_000;

/** The acceptance of the first chain, in whatever mode: the sample district, loaded while the calculator is killed; then what `also` asks of it. */
export function chainHoldsIn(told: () => Mode, also: (worldOf: () => World) => void = () => undefined): void {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ ...told(), now: NOW });
    const loading = loadSample({ baseUrl: world.url, name: 'district', say: () => undefined });
    await Promise.all([loading, killCalculationThreeTimes(world)]);
    await world.expectIndicator('disbursement-rate', 'commune:07612', 2024, { target: '0.95' }, LOADED_WITHIN_MS);
  }, LOADED_WITHIN_MS);

  afterAll(() => world?.end(), 60_000);

  it('counts everything once, though the calculator was killed three times in the middle of it', async () => {
    const { code, output } = await world.recompute();
    expect({ code, last: output.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: '0 differences' });
  }, 180_000);

  it("gives the founding plan's commune as its plan says", async () => {
    await world.expectIndicator('poor-rate', 'commune:07606', 2023, { numerator: 58, denominator: 1612 });
    await world.expectIndicator('near-poor-rate', 'commune:07606', 2023, { numerator: 85, denominator: 1612 });
    await world.expectIndicator('near-poor-reduction', 'commune:07606', 2023, { numerator: 45, target: '45' });
    await world.expectIndicator('poor-reduction', 'commune:07606', 2023, { numerator: 12, target: '10', status: 'achieved' });
    const rate = await world.value('disbursement-rate', 'commune:07606', 2023);
    expect([rate.actual?.num, rate.actual?.den]).toEqual(['1063000000', '1063000000']);
  });

  it('sets what the document declares beside what is recomputed', async () => {
    const reduction = await world.value('poor-reduction', 'commune:07606', 2023);
    expect(Number(reduction.achievementRate?.value)).toBe(1.2);
    expect(reduction.declarations.find((d) => d.of === 'achievementRate')?.text).toBe('116,3%');
  });

  it('reads the plan of 2024: 2.98 %, and no money that the district leads', async () => {
    await world.expectIndicator('poor-rate', 'commune:07606', 2024, { target: '0.0298', status: 'at_risk' });
    const assigned = await world.value('assigned-capital', 'commune:07606', 2024);
    expect(assigned.actual?.num).toBe('462000000');
  });

  it.each(['district:219', 'province:24'])('makes %s the sum of its children, in 2023 and 2024', async (unit) => {
    for (const period of [2023, 2024]) {
      const [own, ...below] = await readRates(world, unit, period);
      expect(below.length).toBeGreaterThan(8);
      expect(own!.num).toBe(below.reduce((sum, child) => sum + child.num, 0n));
      expect(own!.den).toBe(below.reduce((sum, child) => sum + child.den, 0n));
    }
  });

  it('has Lục Ngạn with its 29 communes in 2024', async () => {
    const values = await world.values('district:219', 2024, '&indicator=poor-rate&children=true');
    expect(values).toHaveLength(30);
    expect(values.find((v) => v.orgUnit.code === '07525')?.orgUnit.name).toBe('Thị trấn Chũ');
  });

  it('tells of a commune that is off its plan', async () => {
    await world.expectIndicator('poor-rate', 'commune:07594', 2024, { status: 'off_track' });
    const expected = { rule: 'off-target', unit: 'commune:07594', period: '2024', indicator: 'poor-rate' };
    expect((await world.expectAlert(expected, TOLD_WITHIN_MS)).sample).toBe(true);
  }, 150_000);

  it('has no number for a silent commune, tells of the missing report, and counts it nowhere', async () => {
    const value = await world.value('poor-rate', 'commune:07534', 2024);
    expect({ actual: value.actual, status: value.status }).toEqual({ actual: null, status: 'no_data' });
    await world.expectAlert({ rule: 'missing-report', unit: 'commune:07534', period: '2024' }, TOLD_WITHIN_MS);
    const district = await world.value('poor-rate', 'district:219', 2024);
    expect(district.reporting).toMatchObject({ received: 27, expected: 29 });
  }, 150_000);

  it('shows a new poor household up to the province within two seconds, and live; taking it back restores everything', async () => {
    const units = ['commune:07606', 'district:219', 'province:24'];
    await world.everythingIsTold();
    const before = await Promise.all(units.map((unit) => essence(world, unit)));
    const live = await liveMessages(world.url, (m) => m.event === 'indicator' && m.data.orgUnit === '07606');
    const arrival = household('H-NEW').in('07606').reviewed(2024).poor();
    expect((await world.submit(arrival)).outcome).toBe('created');
    await Promise.all(
      units.map((unit, i) => world.expectIndicator('poor-rate', unit, 2024, onePoorMore(before[i]!), ON_SCREEN_WITHIN_MS)),
    );
    expect((await live.next(ON_SCREEN_WITHIN_MS)).event).toBe('indicator');
    live.close();

    const shown = await Promise.all(units.map((unit) => essence(world, unit)));
    expect((await world.submit(arrival)).outcome).toBe('unchanged');
    expect(await Promise.all(units.map((unit) => essence(world, unit)))).toEqual(shown);

    expect((await world.retract(arrival, 'entered by mistake')).outcome).toBe('retracted');
    await eventually(async () => expect(await Promise.all(units.map((unit) => essence(world, unit)))).toEqual(before));
  }, 60_000);

  also(() => world);
}

/** Kills at three points of the load, each time with events still to come. */
async function killCalculationThreeTimes(world: World): Promise<void> {
  for (const applied of [3_000, 30_000, 70_000]) {
    await eventually(async () => (await countedReviews(world)) >= applied, { withinMs: LOADED_WITHIN_MS, everyMs: 100 });
    await world.processes.kill('indicator-calculation');
    await world.processes.start('indicator-calculation');
  }
}

async function countedReviews(world: World): Promise<number> {
  const [row] = await world.database.db.query<{ n: string }>(
    `SELECT coalesce(sum(reviews), 0) AS n FROM projection.household_count WHERE village = ''`,
  );
  return Number(row!.n);
}

async function readRates(world: World, unit: string, period: number): Promise<{ num: bigint; den: bigint }[]> {
  const values = await world.values(unit, period, '&indicator=poor-rate&children=true');
  return values
    .filter((v) => v.indicator === 'poor-rate')
    .map((v) => ({ num: BigInt(v.actual?.num ?? 0), den: BigInt(v.actual?.den ?? 0) }));
}

/** Every number of the unit in 2024; not the revision, which rises with each change and its undoing. */
async function essence(
  world: World,
  unit: string,
): Promise<Pick<IndicatorValue, 'indicator' | 'dimension' | 'actual' | 'status'>[]> {
  const values = await world.values(unit, 2024);
  return values.map(({ indicator, dimension, actual, status }) => ({ indicator, dimension, actual, status }));
}

function onePoorMore(before: Awaited<ReturnType<typeof essence>>): { numerator: number; denominator: number } {
  const { actual } = before.find((value) => value.indicator === 'poor-rate')!;
  return { numerator: Number(actual!.num) + 1, denominator: Number(actual!.den) + 1 };
}
