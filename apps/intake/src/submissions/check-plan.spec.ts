import { describe, expect, it } from '@jest/globals';
import type { WritableKind } from '@chitieu/contracts';
import { STARTER_INDICATORS } from '../facts/known-indicators.js';
import { UnitIndex } from '../facts/unit-register.js';
import { readSubmission } from './read-submission.js';

const commune = {
  code: '07606',
  name: 'Xã Tân Mộc',
  level: 'commune',
  parent: '219',
  validFrom: '2004-07-08',
  validTo: null,
  predecessors: [],
} as const;
const context = { units: new UnitIndex([{ ...commune, predecessors: [] }]), indicators: STARTER_INDICATORS, today: '2024-12-20' };

const findingsOf = (kind: WritableKind, value: object) =>
  (readSubmission(kind, { line: 1, text: '', read: () => ({ value, findings: [] }) }, context).findings ?? []).map(
    ({ pointer, code }) => [pointer, code],
  );
const plan = (target: object) =>
  findingsOf('plans', { planId: 'P', orgUnit: '07606', period: '2024', targets: [{ indicator: 'poor-rate', ...target }] });
const report = (period: string, form: string) =>
  findingsOf('declarations', {
    declarationId: 'D',
    orgUnit: '07606',
    period,
    figures: [],
    report: { form, sentOn: '2024-02-05' },
  });

const promised = (...milestones: [on: string, share: number][]) => ({
  ...{ kind: 'level', value: '0.03' },
  trajectory: { kind: 'milestones', milestones: milestones.map(([on, share]) => ({ on, share })) },
});

describe('a target', () => {
  it.each([
    [{ kind: 'level', value: '0.03' }],
    [{ kind: 'ceiling', value: '0.03' }],
    [{ kind: 'range', min: '0.03', max: '0.05' }],
    [{ kind: 'binary', trajectory: { kind: 'step', on: '2024-06-30' } }],
    [promised(['2024-06-30', 0.5], ['2024-12-31', 1])],
    [{ kind: 'count reduced', value: '10', baseline: '58', baselineDate: '2023-12-14' }],
  ])('may be %j', (target) => expect(plan(target)).toEqual([]));

  it.each([
    [{ kind: 'range', min: '0.05', max: '0.03' }, '/min', 'target-range-reversed'],
    [{ kind: 'range', min: '0.05' }, '/max', 'required'],
    [{ kind: 'range', min: '0.05', max: '0.05', value: '0.05' }, '/value', 'target-range-has-no-value'],
    [{ kind: 'level' }, '/value', 'required'],
    [{ kind: 'floor', value: '0.03', max: '1' }, '/max', 'target-only-of-a-range'],
    [{ kind: 'binary', trajectory: { kind: 'step', on: '2025-01-01' } }, '/trajectory/on', 'date-outside-period'],
    [promised(['2024-05-01', 0.5]), '/trajectory/milestones', 'milestones-not-whole'],
    [promised(['2024-05-01', 0.5], ['2024-04-01', 1]), '/trajectory/milestones/1', 'milestones-not-rising'],
    [promised(['2023-05-01', 0.5], ['2024-12-01', 1]), '/trajectory/milestones/0/on', 'date-outside-period'],
  ])('may not be %j', (target, pointer, code) => expect(plan(target)).toEqual([[`/targets/0${pointer}`, code]]));
});

describe('a report', () => {
  it.each([
    ['2024-01', 'regular-review', []],
    ['2024-S1', 'programme-monitoring', []],
    ['2024', 'regular-review', [['/period', 'report-of-another-period']]],
    ['2024-09', 'regular-review', [['/period', 'report-of-another-period']]],
    ['2024', 'monthly', [['/report/form', 'not-in-list']]],
  ])('of %s: %s', (period, form, findings) => expect(report(period, form)).toEqual(findings));
});
