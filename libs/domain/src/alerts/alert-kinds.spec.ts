import { describe, expect, it } from '@jest/globals';
import { ratio } from '../ratio.js';
import { conditionOf, type ForecastObservation, type NoDataObservation, type Observation } from './alert-condition.js';
import { audienceOf, type AlertRule, type ForecastRule, type NoDataRule } from './alert-rule.js';
import { checkAlertRule } from './check-alert-rule.js';
import { decideAlert, endUnwatched, type AlertMemory } from './decide-alert.js';
import { mutedBy, type Mutable } from './muted-by.js';
import { changePerMonthSoFar } from './pace-so-far.js';

const watched = { levels: ['commune'], periods: ['halfYear'], indicators: ['poor-reduction'] } as const;
const held = { severity: 'warning', holdForMs: 0, keepFiringForMs: 0 } as const;
const FORECAST: ForecastRule = {
  ...{ kind: 'forecast', ...watched, ...held },
  ...{ firesBelowEnd: '0.90', resolvesAtEnd: '0.95', completenessAtLeast: '0.80', expectedAtLeast: '0.25' },
};
const NO_DATA: NoDataRule = { kind: 'no-data', ...watched, ...held };

describe('a forecast', () => {
  const seen: ForecastObservation = {
    ...{ kind: 'forecast', status: 'at_risk', statusReason: 'pace_at_least_at_risk', periodIsOver: false },
    ...{ expectedProgress: ratio(1n, 2n), end: ratio(71n, 100n), received: 12, expected: 12 },
  };
  it.each<[string, Partial<ForecastObservation>, string, string]>([
    ['ends short', {}, 'breach', 'ends-short'],
    ['on the line it does not', { end: ratio(90n, 100n) }, 'between', 'between-thresholds'],
    ['clearly well', { end: ratio(95n, 100n) }, 'clear', 'recovered'],
    ['achieved', { status: 'achieved', end: null }, 'clear', 'recovered'],
    ['nine of twelve reports', { received: 9 }, 'unknown', 'held-back-by-reports'],
    ['ten of twelve reports', { received: 10 }, 'breach', 'ends-short'],
    ['well, but too few reports', { received: 1, end: ratio(2n) }, 'unknown', 'held-back-by-reports'],
    ['no reports expected at all', { received: 0, expected: 0 }, 'breach', 'ends-short'],
    ['a fifth of the way is expected', { expectedProgress: ratio(1n, 5n) }, 'clear', 'too-early-to-say'],
    ['no figure', { status: 'no_data', end: null }, 'unknown', 'no-data-holds'],
    ['no plan', { status: null, statusReason: 'no_target' }, 'clear', 'no-target'],
    ['its period is over', { periodIsOver: true }, 'clear', 'period-over'],
  ])('%s', (_, part, is, reason) => {
    expect(conditionOf({ ...seen, ...part }, FORECAST)).toEqual({ is, reason });
  });
});

describe('no data', () => {
  const seen: NoDataObservation = { kind: 'no-data', hasFigure: false, hadFigure: false, hasTarget: true, periodIsOver: false };
  it.each<[string, Partial<NoDataObservation>, string, string]>([
    ['there', { hasFigure: true, hadFigure: true }, 'clear', 'figure-there'],
    ['gone', { hadFigure: true }, 'breach', 'figure-gone'],
    ['gone, and no plan any more', { hadFigure: true, hasTarget: false }, 'breach', 'figure-gone'],
    ['not yet', {}, 'clear', 'no-figure-expected'],
    ['never', { periodIsOver: true }, 'breach', 'figure-never-came'],
    ['never, and nobody planned it', { periodIsOver: true, hasTarget: false }, 'clear', 'no-figure-expected'],
  ])('%s', (_, part, is, reason) => {
    expect(conditionOf({ ...seen, ...part }, NO_DATA)).toEqual({ is, reason });
  });
});

describe('holding for periods', () => {
  const rule = { ...NO_DATA, holdForPeriods: 2 };
  const gone = (part: Partial<Observation>): Observation =>
    ({ kind: 'no-data', hasFigure: false, hadFigure: true, hasTarget: true, periodIsOver: true, ...part }) as Observation;
  const firing: AlertMemory = {
    ...{ state: 'firing', reason: 'held', episode: 1, startedAt: '2024-07-01T00:00:00Z', firedAt: '2025-01-01T00:00:00Z' },
    ...{ recoveringAt: null, resolvedAt: null, startedAfterClose: false },
  };
  const now = '2025-01-02T00:00:00Z';
  it.each<[string, AlertMemory | null, Partial<Observation>, string, string]>([
    ['the second of two, over', null, { breachesBefore: 1 }, 'firing', 'first-breach'],
    ['the second of two, running', null, { breachesBefore: 1, periodIsOver: false }, 'pending', 'first-breach'],
    ['the first', null, { breachesBefore: 0 }, 'pending', 'first-breach'],
    ['the one before was corrected', firing, { breachesBefore: 0 }, 'retracted', 'restated'],
    ['still two', firing, { breachesBefore: 1 }, 'firing', 'still-firing'],
    ['waiting', { ...firing, state: 'pending', firedAt: null }, { breachesBefore: 0 }, 'pending', 'waits-for-periods'],
    ['waited', { ...firing, state: 'pending', firedAt: null }, { breachesBefore: 1 }, 'firing', 'held'],
  ])('%s', (_, previous, part, state, reason) => {
    const decision = decideAlert(previous, gone(part), rule, now);
    expect([decision.next?.state, decision.reason]).toEqual([state, reason]);
  });

  it('ends what a rule watches no longer', () => {
    expect(endUnwatched(firing, now)).toMatchObject({ changed: true, reason: 'no-longer-watched', next: { state: 'resolved' } });
  });
});

describe('who is told in whose place', () => {
  const alert: Mutable = {
    ...{ id: 'a', rule: 'off-target', kind: 'off-target', severity: 'warning', indicator: 'poor-rate', dimension: '' },
    ...{ unit: '07606', ancestors: ['VN', '24', '219'], period: '2024', isOfReview: true },
  };
  const other = (part: Partial<Mutable>): Mutable => ({ ...alert, id: 'b', ...part });
  const report = other({ rule: 'missing-report', kind: 'missing-report', severity: 'critical', indicator: 'reports-on-time' });
  const district = other({ id: 'd', unit: '219', ancestors: ['VN', '24'] });
  const province = other({ id: 'p', unit: '24', ancestors: ['VN'] });
  it.each<[string, Mutable, Mutable[], string | null]>([
    ['itself', alert, [alert], null],
    ['the missing report', alert, [report], 'b'],
    ['a missing report of another year', alert, [{ ...report, period: '2023' }], null],
    ['money does not wait for the review', { ...alert, isOfReview: false }, [report], null],
    ['nor does a report wait for another', { ...report, id: 'a' }, [report], null],
    ['critical about the same', alert, [other({ rule: 'far-off', severity: 'critical' })], 'b'],
    ['critical about something else', alert, [other({ rule: 'far-off', severity: 'critical', indicator: 'relapsed' })], null],
    ['critical mutes no critical', { ...alert, severity: 'critical' }, [other({ rule: 'far-off', severity: 'critical' })], null],
    ['the district', alert, [district], 'd'],
    ['the province before the district', alert, [district, province], 'p'],
    ['the district, by another rule', alert, [{ ...district, rule: 'else' }], null],
    ['a district elsewhere', alert, [{ ...district, unit: '220' }], null],
    ['a member mutes nobody above', district, [alert], null],
    ['the report before the district', alert, [district, report], 'b'],
  ])('%s', (_, of, firing, by) => {
    expect(mutedBy(of, firing)?.id ?? null).toBe(by);
  });
});

describe('what the shape of a rule cannot say', () => {
  const offTarget: AlertRule = { kind: 'off-target', ...watched, ...held, firesBelowPace: '0.60', resolvesAtPace: '0.60' };
  it.each<[string, AlertRule, string[]]>([
    ['on the line', offTarget, []],
    ['resolves below it', { ...offTarget, resolvesAtPace: '0.5999' }, ['/resolvesAtPace resolves-below-fire']],
    ['a forecast, the same', { ...FORECAST, resolvesAtEnd: '0.1' }, ['/resolvesAtEnd resolves-below-fire']],
    ['an indicator nobody counts', { ...NO_DATA, indicators: ['poor-reduction', 'x'] }, ['/indicators/1 unknown-indicator']],
    ['named twice', { ...NO_DATA, indicators: ['poor-reduction', 'poor-reduction'] }, ['/indicators/1 named-twice']],
    ['about the product', { kind: 'kpi-mismatch', ...held }, []],
  ])('%s', (_, rule, expected) => {
    const found = checkAlertRule(rule, (code) => code === 'poor-reduction');
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });

  it('says who is told of it', () => {
    expect([audienceOf(NO_DATA), audienceOf({ kind: 'evaluation-error', ...held })]).toEqual(['programme', 'operators']);
  });
});

describe('what each month has brought so far', () => {
  it.each([
    ['2024-06-30', '2024', ratio(4n), ratio(4n * 366n, 182n * 12n)],
    ['2024-12-31', '2024', ratio(6n), ratio(1n, 2n)],
    ['2025-03-01', '2024', ratio(6n), ratio(1n, 2n)],
    ['2023-12-31', '2024', ratio(6n), null],
    ['2024-06-30', '2024-S1', ratio(6n), ratio(1n)],
  ])('%s of %s', (today, period, actual, expected) => {
    const found = changePerMonthSoFar(actual, ratio(0n), period, today);
    expect(found && [found.num * (expected?.den ?? 1n), found.den]).toEqual(expected && [expected.num * found!.den, found!.den]);
  });
});
