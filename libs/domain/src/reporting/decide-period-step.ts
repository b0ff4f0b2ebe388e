export const PERIOD_STATES = ['open', 'closed', 'published', 'unlocked'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];
export const PERIOD_STEPS = ['close', 'publish', 'unlock'] as const;
export type PeriodStep = (typeof PERIOD_STEPS)[number];

export type PeriodRefusal = 'not-closed' | 'already-so' | 'nothing-to-unlock' | 'not-from-above' | 'reason-required';
export type PeriodDecision = { next: PeriodState } | { refused: PeriodRefusal };

export interface AskedStep {
  step: PeriodStep;
  reason: string | null;
  /** The unit that asks stands above the one whose period it is. */
  fromAbove: boolean;
}

/** open → closed → published; what is closed or published is unlocked from above, with a reason, to be closed and published anew. */
export function decidePeriodStep(state: PeriodState, { step, reason, fromAbove }: AskedStep): PeriodDecision {
  if (step === 'unlock') {
    if (state === 'open' || state === 'unlocked') return { refused: 'nothing-to-unlock' };
    if (!fromAbove) return { refused: 'not-from-above' };
    return reason ? { next: 'unlocked' } : { refused: 'reason-required' };
  }
  if (step === 'close') return state === 'open' || state === 'unlocked' ? { next: 'closed' } : { refused: 'already-so' };
  if (state === 'published') return { refused: 'already-so' };
  return state === 'closed' ? { next: 'published' } : { refused: 'not-closed' };
}
