import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineOf, planOf } from './cascade.fixture.js';
import { planChanges } from './plan-changes.js';
import type { LedgerPlan } from './ledger-plan.js';

const target = (value: string) => ({ indicator: 'poor-rate', kind: 'level' as const, value });
const before = planOf('C', {
  targets: [target('0.0298')],
  allocations: [lineOf('340'), lineOf('35', { project: 'DA7' })],
  assignedDong: '459',
});
const brief = (after: LedgerPlan, from: LedgerPlan | null = before) =>
  planChanges(from, after).map(({ what, subject, before: was, after: is }) => [what, subject, was, is]);

describe('what a revision changes', () => {
  it('is told line by line', () => {
    const after = {
      ...before,
      decision: { number: '12' },
      targets: [target('0.0300')],
      allocations: [lineOf('340'), lineOf('20', { project: 'DA6' })],
    };
    expect(brief(after)).toEqual([
      ['decision', '', {}, { number: '12' }],
      ['target', 'poor-rate', target('0.0298'), target('0.0300')],
      ['allocation', 'GNBV DA7 2024 commune', lineOf('35', { project: 'DA7' }), null],
      ['allocation', 'GNBV DA6 2024 commune', null, lineOf('20', { project: 'DA6' })],
    ]);
  });

  it('of two equal lines one may go', () => {
    const twice = { ...before, allocations: [lineOf('340'), lineOf('340')] };
    expect(brief({ ...before, allocations: [lineOf('340')] }, twice)).toEqual([
      ['allocation', 'GNBV DA2 2024 commune', lineOf('340'), null],
    ]);
  });

  it('is everything in the first one', () => {
    expect(brief(before, null).map(([what]) => what)).toEqual([
      'orgUnit',
      'period',
      'decision',
      'assignedDong',
      'target',
      'allocation',
      'allocation',
    ]);
  });

  it('is nothing when lines or fields only stand in another order', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, (list) => {
        const lines = list.map((amount) => lineOf(String(amount)));
        const turned = [...lines].reverse().map((line) => Object.fromEntries(Object.entries(line).reverse()) as typeof line);
        return planChanges({ ...before, allocations: lines }, { ...before, allocations: turned }).length === 0;
      }),
    );
  });
});
