import { describe, expect, it } from '@jest/globals';
import { expectedProgress, type Trajectory } from './expected-progress.js';
import { decimalOf } from './ratio.js';

const LINEAR: Trajectory = { kind: 'linear' };
const BACK_LOADED: Trajectory = { kind: 'seasonal', shares: [0, 0, 0.02, 0.03, 0.05, 0.05, 0.05, 0.05, 0.1, 0.15, 0.2, 0.3] };

const at = (trajectory: Trajectory, period: string, today: string, planPeriod?: string): string =>
  decimalOf(expectedProgress(trajectory, period, today, planPeriod)!);

describe('expected progress', () => {
  it.each([
    ['2023-12-31', '0.000000'],
    ['2024-01-01', '0.002732'], // 1 of 366 days
    ['2024-06-30', '0.497268'], // 182
    ['2024-12-30', '0.997268'], // 365
    ['2024-12-31', '1.000000'],
    ['2025-01-01', '1.000000'],
  ])('linear over 2024 at the end of %s is %s', (today, expected) => {
    expect(at(LINEAR, '2024', today)).toBe(expected);
  });

  it.each([
    ['2023-12-31', '0.000000'],
    ['2024-01-01', '0.000000'],
    ['2024-02-29', '0.000000'],
    ['2024-03-01', '0.000645'], // 0.02 × 1/31
    ['2024-03-31', '0.020000'],
    ['2024-09-30', '0.350000'],
    ['2024-10-05', '0.374194'], // 0.35 + 0.15 × 5/31
    ['2024-12-30', '0.990323'],
    ['2024-12-31', '1.000000'],
    ['2025-06-01', '1.000000'],
  ])('seasonal over 2024 at the end of %s is %s', (today, expected) => {
    expect(at(BACK_LOADED, '2024', today)).toBe(expected);
  });

  it.each([
    ['2024-Q3', '2024-06-30', '0.000000'],
    ['2024-Q3', '2024-07-31', '0.200000'],
    ['2024-Q3', '2024-09-30', '0.350000'],
    ['2024-Q3', '2025-03-01', '0.350000'],
    ['2024-03', '2024-12-31', '0.020000'],
    ['2024-Q4', '2025-01-01', '1.000000'],
  ])('the seasonal trajectory of the year, read for %s at %s, is %s', (period, today, expected) => {
    expect(at(BACK_LOADED, period, today)).toBe(expected);
  });

  it.each([
    ['2024-Q1', '2024-03-31', undefined, '1.000000'],
    ['2024-Q1', '2024-03-31', '2024', '0.248634'], // 91 of 366 days
    ['2024-Q1', '2024-12-31', '2024', '0.248634'],
    ['2024-Q4', '2024-12-31', '2024', '1.000000'],
    ['2024-Q2', '2024-03-31', '2024', '0.000000'],
  ])('a linear target read for %s at %s, set for %s, is %s', (period, today, planPeriod, expected) => {
    expect(at(LINEAR, period, today, planPeriod)).toBe(expected);
  });

  it('shares that miss 1 within their tolerance still end at 1, without a step', () => {
    const shares = BACK_LOADED.kind === 'seasonal' ? BACK_LOADED.shares.map((s) => s * 0.9999995) : [];
    expect(decimalOf(expectedProgress({ kind: 'seasonal', shares }, '2024', '2024-09-30')!, 9)).toBe('0.350000000');
    expect(at({ kind: 'seasonal', shares }, '2024', '2024-12-31')).toBe('1.000000');
  });

  it('shares that add up to nothing expect nothing that could be said', () => {
    expect(expectedProgress({ kind: 'seasonal', shares: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }, '2024', '2024-06-30')).toBeNull();
    expect(expectedProgress({ kind: 'seasonal', shares: [] }, '2024', '2024-06-30')).toBeNull();
  });

  it('shares missing at the end are none', () => {
    expect(at({ kind: 'seasonal', shares: [0.5, 0.5] }, '2024', '2024-06-30')).toBe('1.000000');
  });

  it.each([
    ['2024-06-29', '0.000000'],
    ['2024-06-30', '1.000000'],
    ['2024-12-31', '1.000000'],
  ])('all of it on 30 June: at the end of %s it is %s', (today, expected) => {
    expect(at({ kind: 'step', on: '2024-06-30' }, '2024', today)).toBe(expected);
  });

  it.each([
    ['2024-03-30', '0.000000'],
    ['2024-03-31', '0.200000'],
    ['2024-09-29', '0.200000'],
    ['2024-09-30', '0.600000'],
    ['2024-12-30', '0.600000'],
    ['2024-12-31', '1.000000'],
  ])('milestones promise nothing between their days: at the end of %s %s', (today, expected) => {
    const promised = [
      { on: '2024-03-31', share: 0.2 },
      { on: '2024-09-30', share: 0.6 },
      { on: '2024-12-31', share: 1 },
    ];
    expect(at({ kind: 'milestones', milestones: promised }, '2024', today)).toBe(expected);
  });
});
