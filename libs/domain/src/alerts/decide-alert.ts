import { conditionOf, type Condition, type ConditionReason, type Observation } from './alert-condition.js';
import type { AlertRule } from './alert-rule.js';

export const ALERT_STATES = ['pending', 'firing', 'recovering', 'resolved', 'retracted'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export const OPEN_ALERT_STATES = ['pending', 'firing', 'recovering'] as const;

export type AlertReason =
  | ConditionReason
  | 'first-breach'
  | 'breach-again'
  | 'holding'
  | 'waits-for-periods'
  | 'held'
  | 'breach-passed'
  | 'still-firing'
  | 'still-recovering'
  | 'recovering'
  | 'breach-returned'
  | 'data-back'
  | 'restated'
  | 'no-longer-watched'
  /** Nothing was decided about it, but nothing else is told in its place any more. */
  | 'no-longer-inhibited';

/** What is remembered of the latest episode. No memory is the state `inactive`. */
export interface AlertMemory {
  state: AlertState;
  /** Of the decision that last changed it. */
  reason: AlertReason;
  episode: number;
  /** ISO date-times. */
  startedAt: string;
  firedAt: string | null;
  recoveringAt: string | null;
  resolvedAt: string | null;
  /** The breach was first seen when the period was over: if it passes, the figures were restated and it was never true. */
  startedAfterClose: boolean;
}

export interface AlertDecision {
  next: AlertMemory | null;
  reason: AlertReason;
  /** False: nothing to save, nothing to tell. */
  changed: boolean;
}

/** inactive → pending → firing → recovering → resolved or retracted; `now` is an ISO date-time. */
export function decideAlert(previous: AlertMemory | null, observation: Observation, rule: AlertRule, now: string): AlertDecision {
  const condition = conditionOf(observation, rule);
  if (previous === null || !isOpen(previous)) return begin(previous, condition, observation, rule, now);
  if (condition.is === 'unknown') return keep(previous, condition.reason);
  const lasts = hasLasted(observation, rule);
  if (!lasts && previous.firedAt !== null) return take(previous, now);
  if (!lasts && previous.state === 'pending' && condition.is === 'breach') return keep(previous, 'waits-for-periods');
  const decision = STEP[previous.state as OpenState](previous, condition, rule, now);
  return decision.changed || !HOLDS.includes(previous.reason) ? decision : change({ ...previous, reason: 'data-back' });
}

type OpenState = (typeof OPEN_ALERT_STATES)[number];
type Step = (previous: AlertMemory, condition: Condition, rule: AlertRule, now: string) => AlertDecision;

const HOLDS: readonly AlertReason[] = ['no-data-holds', 'inhibited-by-missing-report', 'held-back-by-reports'];

export const isOpen = ({ state }: { state: AlertState }): boolean => (OPEN_ALERT_STATES as readonly string[]).includes(state);

const STEP: Record<OpenState, Step> = {
  pending: (previous, condition, rule, now) => {
    if (condition.is !== 'breach') return end(previous, 'breach-passed', now);
    if (isAhead(previous.startedAt, now)) return change({ ...previous, reason: 'holding', startedAt: now });
    return isOver(previous.startedAt, rule.holdForMs, now) ? fire(previous, 'held', now) : same(previous, 'holding');
  },
  firing: (previous, condition, rule, now) => {
    if (condition.is !== 'clear') return same(previous, 'still-firing');
    if (rule.keepFiringForMs > 0) return change({ ...previous, state: 'recovering', reason: 'recovering', recoveringAt: now });
    return end(previous, condition.reason, now);
  },
  recovering: (previous, condition, rule, now) => {
    if (condition.is !== 'clear') {
      return change({ ...previous, state: 'firing', reason: 'breach-returned', recoveringAt: null });
    }
    const since = previous.recoveringAt ?? now;
    if (isAhead(since, now)) return change({ ...previous, reason: 'still-recovering', recoveringAt: now });
    const over = isOver(since, rule.keepFiringForMs, now);
    return over ? end(previous, condition.reason, now) : same(previous, 'still-recovering');
  },
};

/** An episode that never fired was nobody's business: the next breach takes its number. */
function begin(
  previous: AlertMemory | null,
  condition: Condition,
  observation: Observation,
  rule: AlertRule,
  now: string,
): AlertDecision {
  if (condition.is !== 'breach') return { next: previous, reason: condition.reason, changed: false };
  const reason = previous === null ? 'first-breach' : 'breach-again';
  const pending: AlertMemory = {
    state: 'pending',
    reason,
    episode: previous === null ? 1 : previous.episode + (previous.firedAt === null ? 0 : 1),
    startedAt: now,
    firedAt: null,
    recoveringAt: null,
    resolvedAt: null,
    startedAfterClose: observation.periodIsOver,
  };
  return rule.holdForMs === 0 && hasLasted(observation, rule) ? fire(pending, reason, now) : change(pending);
}

/** Over so many periods in a row, where the rule asks for it: a half-year's figure is true once, when it has ended. */
function hasLasted({ periodIsOver, breachesBefore = 0 }: Observation, rule: AlertRule): boolean {
  const periods = 'holdForPeriods' in rule ? rule.holdForPeriods : undefined;
  return periods === undefined || (periodIsOver && breachesBefore + 1 >= periods);
}

/** It fired for a row of breaches that the figures, as corrected, never were. */
const take = (previous: AlertMemory, now: string): AlertDecision =>
  change({ ...previous, state: 'retracted', reason: 'restated', resolvedAt: now });

/** The rule was switched off, or watches it no longer. */
export const endUnwatched = (previous: AlertMemory, now: string): AlertDecision => end(previous, 'no-longer-watched', now);

/** Without data nothing resolves and nothing fires. */
const keep = (previous: AlertMemory, reason: AlertReason): AlertDecision =>
  previous.reason === reason ? same(previous, reason) : change({ ...previous, reason });

const fire = (previous: AlertMemory, reason: AlertReason, now: string): AlertDecision =>
  change({ ...previous, state: 'firing', reason, firedAt: now });

function end(previous: AlertMemory, reason: AlertReason, now: string): AlertDecision {
  const neverTrue = reason === 'recovered' && previous.startedAfterClose;
  return change({
    ...previous,
    state: neverTrue ? 'retracted' : 'resolved',
    reason: neverTrue ? 'restated' : reason,
    resolvedAt: now,
  });
}

const change = (next: AlertMemory): AlertDecision => ({ next, reason: next.reason, changed: true });
const same = (next: AlertMemory, reason: AlertReason): AlertDecision => ({ next, reason, changed: false });

/** Exactly on the line it is over. */
const isOver = (since: string, durationMs: number, now: string): boolean => Date.parse(now) - Date.parse(since) >= durationMs;

/** The clock was set back since: what is held begins anew, else it would be held until the clock is there again. */
const isAhead = (since: string, now: string): boolean => Date.parse(since) > Date.parse(now);
