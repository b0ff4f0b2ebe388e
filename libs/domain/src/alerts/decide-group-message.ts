/** How long messages about one group wait for each other: milliseconds. */
export interface GroupTiming {
  /** From the first change that nobody was told of. */
  waitMs: number;
  /** Between two messages about the same group. */
  intervalMs: number;
  /** After which a group that still fires, unchanged, is told again. */
  repeatMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** Alerts of a programme: a dozen communes that fail in one morning are one message. */
export const PROGRAMME_TIMING: GroupTiming = { waitMs: 10 * MINUTE_MS, intervalMs: DAY_MS, repeatMs: 7 * DAY_MS };
/** Alerts about the product itself. */
export const OPERATORS_TIMING: GroupTiming = { waitMs: 0, intervalMs: 0, repeatMs: DAY_MS };

/** What was said last: which alerts fired then. ISO date-times. */
export interface ToldGroup {
  at: string;
  firing: readonly string[];
}

export interface GroupNow {
  /** Ids of alerts that fire and may be told of. */
  firing: readonly string[];
  /** Ids of those that were told of and have ended since. */
  ended: readonly string[];
  /** Since when something is otherwise than was told. */
  changedAt: string | null;
  told: ToldGroup | null;
}

export type GroupReason =
  | 'first-breach'
  | 'member-added'
  | 'member-ended'
  | 'all-ended'
  | 'repeat-due'
  | 'waiting'
  | 'nothing-changed'
  | 'held-by-calendar';

/** `due`: when to decide again though nothing has changed; null: only a change can make a message. */
export type GroupDecision =
  { tell: true; reason: GroupReason; due: string | null } | { tell: false; reason: GroupReason; due: string | null };

/** Whether a group is told of now, and why. `opensAt`: when offices open next; null where that does not matter, or they are open. */
export function decideGroupMessage(group: GroupNow, timing: GroupTiming, now: string, opensAt: string | null): GroupDecision {
  const next = nextMessage(group, timing);
  if (next === null) return { tell: false, reason: 'nothing-changed', due: null };
  if (next.at > now) return { tell: false, reason: next.reason === 'repeat-due' ? 'nothing-changed' : 'waiting', due: next.at };
  if (opensAt !== null && opensAt > now) return { tell: false, reason: 'held-by-calendar', due: opensAt };
  return { tell: true, reason: next.reason, due: group.firing.length > 0 ? later(now, timing.repeatMs) : null };
}

/** What would be said next if nothing else happened, and not before when. */
function nextMessage(
  { firing, ended, changedAt, told }: GroupNow,
  timing: GroupTiming,
): { at: string; reason: GroupReason } | null {
  const waited = later(changedAt ?? told?.at ?? '', timing.waitMs);
  if (told === null) return firing.length > 0 ? { at: waited, reason: 'first-breach' } : null;
  const rested = later(told.at, timing.intervalMs);
  // Good news is not kept: what people were asked to mend is mended, or had never been true.
  if (firing.length === 0) return ended.length > 0 ? { at: waited, reason: 'all-ended' } : null;
  if (firing.some((id) => !told.firing.includes(id))) return { at: max(waited, rested), reason: 'member-added' };
  if (ended.length > 0) return { at: max(waited, rested), reason: 'member-ended' };
  return { at: later(told.at, timing.repeatMs), reason: 'repeat-due' };
}

const later = (at: string, ms: number): string => (at === '' ? '' : new Date(Date.parse(at) + ms).toISOString());
const max = (a: string, b: string): string => (a > b ? a : b);
