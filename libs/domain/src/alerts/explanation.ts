import { isWorkingDay, workingDaysAfter } from '../reporting/working-days.js';

export const EXPLANATION_STATES = ['asked', 'replied', 'accepted'] as const;
export type ExplanationState = (typeof EXPLANATION_STATES)[number];

/** Frozen when it is asked: what is changed later binds later questions only. */
export interface ExplanationPolicy {
  replyWithinWorkingDays: number;
  /** Between one step up and the next. */
  escalateEveryWorkingDays: number;
  /** Codes of the units above, the nearest first; the nation is not among them. */
  ladder: readonly string[];
}

/** A question to a unit about an alert. Accepting the answer closes the question, not the fact. */
export interface Explanation {
  state: ExplanationState;
  question: string;
  requestedBy: string;
  requestedAt: string;
  /** The last day on which a reply is in time. */
  dueOn: string;
  /** The highest unit that has been told of the silence; null: none yet. */
  escalatedTo: string | null;
  replies: readonly { by: string; at: string; text: string }[];
  policy: ExplanationPolicy;
}

/** `at` is an ISO date-time, `today` its day in Việt Nam. */
export interface Acting {
  by: string;
  at: string;
  today: string;
}

export type ExplanationRefusal = 'already-asked' | 'not-asked' | 'not-replied' | 'already-accepted' | 'still-asked';
export type ExplanationStep = { next: Explanation } | { refused: ExplanationRefusal };

export const ladderOf = (ancestors: readonly string[]): string[] => ancestors.slice(1).reverse();

export function requestExplanation(
  before: Explanation | null,
  question: string,
  policy: ExplanationPolicy,
  { by, at, today }: Acting,
): ExplanationStep {
  if (before && before.state !== 'accepted') return { refused: 'already-asked' };
  return {
    next: {
      ...{ state: 'asked', question, requestedBy: by, requestedAt: at, policy },
      ...{ dueOn: workingDaysAfter(today, policy.replyWithinWorkingDays), escalatedTo: null, replies: [] },
    },
  };
}

/** A second reply adds to the first, until it is accepted. */
export function replyTo(before: Explanation | null, text: string, { by, at }: Acting): ExplanationStep {
  if (!before) return { refused: 'not-asked' };
  if (before.state === 'accepted') return { refused: 'already-accepted' };
  return { next: { ...before, state: 'replied', replies: [...before.replies, { by, at, text }] } };
}

export function acceptReply(before: Explanation | null): ExplanationStep {
  if (!before) return { refused: 'not-asked' };
  if (before.state === 'asked') return { refused: 'not-replied' };
  return before.state === 'accepted' ? { refused: 'already-accepted' } : { next: { ...before, state: 'accepted' } };
}

/** The reply does not do: the days to reply, and the ladder, begin anew by the same policy. */
export function reopenExplanation(before: Explanation | null, { today }: Acting): ExplanationStep {
  if (!before) return { refused: 'not-asked' };
  if (before.state === 'asked') return { refused: 'still-asked' };
  const dueOn = workingDaysAfter(today, before.policy.replyWithinWorkingDays);
  return { next: { ...before, state: 'asked', dueOn, escalatedTo: null } };
}

/** The unit that is to be told by now that nobody has replied; null: nobody new. Only on a working day, so Tết moves it. */
export function escalationDue({ state, dueOn, escalatedTo, policy }: Explanation, today: string): string | null {
  if (state !== 'asked' || today <= dueOn || !isWorkingDay(today)) return null;
  const { ladder, escalateEveryWorkingDays: every } = policy;
  const reached = escalatedTo === null ? -1 : ladder.indexOf(escalatedTo);
  const steps = ladder.filter((_, step) => today > workingDaysAfter(dueOn, step * every));
  return steps.length - 1 > reached ? steps.at(-1)! : null;
}
