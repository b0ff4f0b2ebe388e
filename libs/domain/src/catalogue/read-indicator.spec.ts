import { describe, expect, it } from '@jest/globals';
import { ratioOnWire } from '../ratio.js';
import { STARTER, STARTER_SET } from './catalogue.js';
import { readIndicator as readOf } from './read-indicator.js';
import { lineKey, type Sums, type UnitMeasures } from './unit-measures.js';

const counters = (over: Sums): Sums => ({ ...Object.fromEntries(STARTER_SET.codes.map((code) => [code, 0n])), ...over });
const readIndicator = (code: string, measures: UnitMeasures, dimension?: string) =>
  readOf(STARTER.indicatorOf(code)!, measures, dimension);

/** xã Tân Mộc at the end of 2023, as the founding plan prints it. */
const tanMoc = (over: Partial<UnitMeasures> = {}): UnitMeasures => ({
  current: counters({
    reviews: 1612n,
    households: 1612n,
    poor: 58n,
    nearPoor: 85n,
    escapedPoverty: 15n,
    newlyPoor: 3n,
    poorDeprivedCleanWater: 8n,
    nearPoorDeprivedCleanWater: 3n,
  }),
  matched: {
    communes: 1,
    current: { households: 1612n, poor: 58n, nearPoor: 85n },
    previous: { households: 1625n, poor: 70n, nearPoor: 130n },
  },
  money: {
    disbursed: 1_063_000_000n,
    disbursedToDate: 1_063_000_000n,
    assigned: 1_063_000_000n,
    vouchers: 4n,
    sampleVouchers: 4n,
    households: 3n,
    lines: {},
  },
  activities: {},
  reporting: { expected: 1, received: 1, onTime: 1 },
  ...over,
});
const SILENT = tanMoc({
  current: counters({}),
  matched: {
    communes: 0,
    current: { households: 0n, poor: 0n, nearPoor: 0n },
    previous: { households: 0n, poor: 0n, nearPoor: 0n },
  },
});

describe('reading an indicator', () => {
  it.each([
    ['households', '1612', '1', '1612'],
    ['poor-households', '58', '1', '58'],
    ['poor-rate', '58', '1612', '0.035980'],
    ['near-poor-rate', '85', '1612', '0.052730'],
    ['multi-poor-rate', '143', '1612', '0.088710'],
    ['poor-reduction', '12', '1', '12'],
    ['near-poor-reduction', '45', '1', '45'],
    ['escaped-poverty', '15', '1', '15'],
    ['newly-poor', '3', '1', '3'],
    ['relapsed', '0', '1', '0'],
    ['disbursement-rate', '1063000000', '1063000000', '1.000000'],
    ['reports-on-time', '1', '1', '1'],
  ])('%s of Tân Mộc 2023 is %s/%s', (code, num, den, value) => {
    const { actual } = readIndicator(code, tanMoc());
    expect(ratioOnWire(actual!)).toEqual({ num, den, value });
  });

  it('the change of the rate is the difference of two rates, in points', () => {
    expect(ratioOnWire(readIndicator('poor-rate-change', tanMoc()).actual!).value).toBe('-0.007097');
  });

  it('a deprivation is a share of the poor and near-poor', () => {
    expect(ratioOnWire(readIndicator('deprivation-rate', tanMoc(), 'cleanWater').actual!)).toMatchObject({
      num: '11',
      den: '143',
    });
  });

  it.each([
    ['poor-rate', SILENT, 'not_reported'],
    ['households', SILENT, 'not_reported'],
    ['poor-reduction', SILENT, 'not_reported'],
    ['deprivation-rate', SILENT, 'not_reported'],
    ['poor-reduction', { ...tanMoc(), matched: SILENT.matched }, 'no_base_period'],
    ['poor-rate-change', { ...tanMoc(), matched: SILENT.matched }, 'no_base_period'],
    ['escaped-poverty', tanMoc({ current: counters({ reviews: 5n, households: 5n, withoutBase: 5n }) }), 'no_base_period'],
    ['poor-rate', tanMoc({ current: counters({ reviews: 2n }) }), 'no_households'],
    ['deprivation-rate', tanMoc({ current: counters({ reviews: 2n, households: 2n }) }), 'no_poor_or_near_poor_households'],
    ['assigned-capital', tanMoc({ money: { ...tanMoc().money, assigned: null } }), 'no_plan'],
    ['disbursement-rate', tanMoc({ money: { ...tanMoc().money, assigned: 0n } }), 'nothing_assigned'],
    [
      'disbursed-capital',
      tanMoc({
        money: {
          disbursed: 0n,
          disbursedToDate: 0n,
          assigned: null,
          vouchers: 0n,
          sampleVouchers: 0n,
          households: 0n,
          lines: {},
        },
      }),
      'nothing_assigned',
    ],
    ['reports-on-time', tanMoc({ reporting: { expected: 0, received: 0, onTime: 0 } }), 'nothing_expected'],
  ])('%s without its data is null, never zero: %#', (code, measures, reason) => {
    expect(readIndicator(code, measures, 'cleanWater')).toMatchObject({ actual: null, reason });
  });

  it('money assigned and nothing paid is a real zero', () => {
    const unpaid = tanMoc({
      money: { disbursed: 0n, disbursedToDate: 0n, assigned: 5n, vouchers: 0n, sampleVouchers: 0n, households: 0n, lines: {} },
    });
    expect(readIndicator('disbursed-capital', unpaid).actual).toEqual({ num: 0n, den: 1n });
  });

  it('says which integers it was made from', () => {
    expect(readIndicator('poor-reduction', tanMoc()).terms.map((t) => `${t.of} ${t.measure} ${t.value}`)).toEqual([
      'previous poor 70',
      'current poor 58',
    ]);
  });

  it('that the numbers which serve do not count yet says so', () => {
    const { poorMembers: _gone, ...current } = tanMoc().current;
    expect(readIndicator('poor-persons', tanMoc({ current }))).toMatchObject({ actual: null, reason: 'not_counted_yet' });
  });

  it('of some lines of money sums them, and is null where the plan does not say its lines', () => {
    const key = (programme: string): string =>
      lineKey({ programme, project: 'DA2', capitalType: 'recurrent', fundSource: 'central', carriedOver: false });
    const line = (assigned: bigint, disbursed: bigint) => ({ assigned, disbursed, disbursedToDate: disbursed });
    const lines = { [key('GNBV')]: line(394n, 100n), [key('DTTS1719')]: line(68n, 0n) };
    const split = tanMoc({ money: { ...tanMoc().money, assigned: 462n, lines } });
    expect(readIndicator('assigned-capital-by-programme', split, 'GNBV').actual).toEqual({ num: 394n, den: 1n });
    expect(readIndicator('disbursement-rate-by-programme', split, 'GNBV').actual).toEqual({ num: 100n, den: 394n });
    expect(readIndicator('disbursement-rate-by-programme', split, 'NTM')).toMatchObject({
      actual: null,
      reason: 'nothing_assigned',
    });
    const unsplit = tanMoc({ money: { ...tanMoc().money, assigned: 500n, lines } });
    expect(readIndicator('assigned-capital-by-programme', unsplit, 'GNBV')).toMatchObject({
      actual: null,
      reason: 'lines_not_said',
    });
  });

  it('counts activities and their reports, by kind where one is asked for', () => {
    const activities = {
      training: { count: 3n, reports: 2n, bounds: 0n },
      'communication-material': { count: 600n, reports: 1n, bounds: 1n },
    };
    const held = tanMoc({ activities });
    expect(readIndicator('activity-reports', held).actual).toEqual({ num: 3n, den: 1n });
    expect(readIndicator('activities-by-kind', held, 'training').actual).toEqual({ num: 3n, den: 1n });
    expect(readIndicator('activities-by-kind', held, 'job-fair').actual).toEqual({ num: 0n, den: 1n });
    expect(readIndicator('activities-by-kind', tanMoc(), 'training')).toMatchObject({ actual: null, reason: 'not_reported' });
  });

  it('counts a household that was helped twice once, and reports that came', () => {
    expect(readIndicator('helped-households', tanMoc()).actual).toEqual({ num: 3n, den: 1n });
    const none = { ...tanMoc().money, assigned: null, vouchers: 0n };
    expect(readIndicator('helped-households', tanMoc({ money: none }))).toMatchObject({
      actual: null,
      reason: 'nothing_assigned',
    });
    expect(readIndicator('reports-received', tanMoc()).actual).toEqual({ num: 1n, den: 1n });
  });
});
