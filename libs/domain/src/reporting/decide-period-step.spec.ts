import { expect, it } from '@jest/globals';
import { decidePeriodStep, type PeriodState, type PeriodStep } from './decide-period-step.js';

const above = { reason: 'a commune reported late', fromAbove: true };

it.each<[PeriodState, PeriodStep, object]>([
  ['open', 'close', { next: 'closed' }],
  ['open', 'publish', { refused: 'not-closed' }],
  ['open', 'unlock', { refused: 'nothing-to-unlock' }],
  ['closed', 'close', { refused: 'already-so' }],
  ['closed', 'publish', { next: 'published' }],
  ['closed', 'unlock', { next: 'unlocked' }],
  ['published', 'close', { refused: 'already-so' }],
  ['published', 'publish', { refused: 'already-so' }],
  ['published', 'unlock', { next: 'unlocked' }],
  ['unlocked', 'close', { next: 'closed' }],
  ['unlocked', 'publish', { refused: 'not-closed' }],
  ['unlocked', 'unlock', { refused: 'nothing-to-unlock' }],
])('%s, %s', (state, step, decision) => {
  expect(decidePeriodStep(state, { step, ...above })).toEqual(decision);
});

it('unlocks only from above, and only with a reason', () => {
  expect(decidePeriodStep('published', { ...above, step: 'unlock', fromAbove: false })).toEqual({ refused: 'not-from-above' });
  expect(decidePeriodStep('published', { ...above, step: 'unlock', reason: null })).toEqual({ refused: 'reason-required' });
});
