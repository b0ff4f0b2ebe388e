import { describe, expect, it } from '@jest/globals';
import type { IndicatorValue } from '@chitieu/contracts';
import { rankUnits, unitRows } from './rank-units.js';
import { STATES_BY_NEED, lookOf, shapeOf, stateOf } from './unit-state.js';

type Status = IndicatorValue['status'];
interface Told {
  indicator?: string;
  status?: Status;
  pace?: number | null;
  actual?: number | null;
  severity?: 'error' | 'warning' | 'info';
  hasPlan?: boolean;
}

const ratio = (value: number) => ({ num: String(value * 1000), den: '1000', value: value.toFixed(6) });

function value(
  name: string,
  { indicator = 'poor-rate', status = 'on_track', pace = null, actual = 0.05, severity, hasPlan = true }: Told,
): IndicatorValue {
  return {
    indicator,
    orgUnit: { code: name, name, level: 'commune' },
    actual: actual === null ? null : ratio(actual),
    target: hasPlan ? { level: '0.04' } : null,
    status,
    pace: pace === null ? null : ratio(pace),
    flags: severity ? [{ rule: 'r', severity, message: { vi: '', en: '' } }] : [],
  } as unknown as IndicatorValue;
}

const names = (
  values: IndicatorValue[],
  ...order: Parameters<typeof rankUnits> extends [unknown, ...infer Rest] ? Rest : never
): string[] => rankUnits(unitRows(values), ...order).map(({ unit }) => unit.name);

describe('state of a unit', () => {
  it.each<[Told, string]>([
    [{ status: 'off_track' }, 'off_track'],
    [{ status: 'no_data', actual: null }, 'no_data'],
    [{ status: null, actual: 0.05 }, 'no_plan'],
    [{ status: null, actual: null }, 'no_data'],
    [{ status: 'on_track', severity: 'warning' }, 'doubt'],
    [{ status: 'achieved', severity: 'error' }, 'doubt'],
    [{ status: 'on_track', severity: 'info' }, 'on_track'],
    [{ status: 'at_risk', severity: 'error' }, 'at_risk'], // doubt hides nothing that needs action
    [{ status: 'off_track', severity: 'error' }, 'off_track'],
  ])('%o is %s', (told, state) => expect(stateOf(value('A', told))).toBe(state));

  it('has a shape of its own for each look, so that no colour is needed', () => {
    const shapes = new Map(STATES_BY_NEED.filter((state) => state !== 'no_plan').map((state) => [lookOf(state), shapeOf(state)]));
    expect(new Set(shapes.values()).size).toBe(5);
  });

  it('is that of the indicator which needs action most, and says which', () => {
    const [row] = unitRows([
      value('A', { status: 'achieved' }),
      value('A', { indicator: 'disbursement-rate', status: 'off_track' }),
    ]);
    expect(row).toMatchObject({ state: 'off_track', driver: 'disbursement-rate' });
  });

  it('is not spoiled by an indicator without a plan', () => {
    const [row] = unitRows([
      value('A', { status: 'on_track' }),
      value('A', { indicator: 'near-poor-rate', status: null, hasPlan: false }),
    ]);
    expect(row).toMatchObject({ state: 'on_track', driver: 'poor-rate' });
  });
});

describe('a unit without any plan', () => {
  it('is judged by its households alone: money it was never given is not missing data', () => {
    const told = [
      value('A', { status: null, hasPlan: false }),
      value('A', { indicator: 'disbursement-rate', status: 'no_data', actual: null, hasPlan: false }),
    ];
    expect(unitRows(told)[0]).toMatchObject({ state: 'no_plan', driver: 'poor-rate' });
  });
});

describe('ranking', () => {
  it('puts red first, then what is at risk, missing, doubtful, and what is well last', () => {
    const statuses: [string, Told][] = [
      ['achieved', { status: 'achieved' }],
      ['on track', { status: 'on_track' }],
      ['doubt', { status: 'on_track', severity: 'warning' }],
      ['no data', { status: 'no_data', actual: null }],
      ['at risk', { status: 'at_risk' }],
      ['off track', { status: 'off_track' }],
      ['worse', { status: 'deteriorating' }],
    ];
    expect(names(statuses.map(([name, told]) => value(name, told)))).toEqual([
      'worse',
      'off track',
      'at risk',
      'no data',
      'doubt',
      'on track',
      'achieved',
    ]);
  });

  it('puts the slowest first among equals, then goes by Vietnamese name', () => {
    const values = [
      value('Đèo Gia', { status: 'off_track', pace: 0.4 }),
      value('Xa Lý', { status: 'off_track', pace: 0.2 }),
      value('Cấm Sơn', { status: 'off_track', pace: 0.4 }),
    ];
    expect(names(values)).toEqual(['Xa Lý', 'Cấm Sơn', 'Đèo Gia']);
  });

  it('keeps units without the figure last, in either direction', () => {
    const values = [
      value('none', { status: 'no_data', actual: null }),
      value('low', { actual: 0.01 }),
      value('high', { actual: 0.09 }),
    ];
    expect(names(values, 'poor-rate', 'ascending')).toEqual(['low', 'high', 'none']);
    expect(names(values, 'poor-rate', 'descending')).toEqual(['high', 'low', 'none']);
  });
});
