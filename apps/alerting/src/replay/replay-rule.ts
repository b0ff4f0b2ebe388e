import type { IndicatorChanged, ReplayedMessage } from '@chitieu/contracts';
import { dayAfter, decideAlert, firstDay, isOpen, lastDay, type AlertMemory } from '@chitieu/domain';
import { dayInVietnam } from '@chitieu/runtime';
import { alertMessage } from '../judging/alert-message.js';
import type { StoredRule } from '../judging/alert-rules.js';
import { alertSubjects, figuresIn, type AlertSubject } from '../judging/alert-subjects.js';
import { plainText } from '../judging/figure-text.js';
import { breachesInARow } from '../judging/periods-before.js';
import { keyText } from '../judging/stored-alerts.js';
import { decideNotification } from '../telling/decide-notification.js';

/** What was heard of a unit's figures, and when. */
export interface Heard {
  at: Date;
  heard: IndicatorChanged;
}

/** Inclusive days in Việt Nam; of the last one only what is over. */
export interface Span {
  from: string;
  to: string;
  now: Date;
}

export interface Replayed {
  items: ReplayedMessage[];
  judged: number;
}

/**
 * What a rule would have sent about one unit and group of figures, had it been switched on at the start of the span: judged when something
 * was heard, at the start of each day while a period runs, and when a hold or a release was over. Pure: time comes from what was heard.
 */
export function replayRule(history: readonly Heard[], rule: StoredRule, span: Span): Replayed {
  const replay = new Replay(history, rule, span);
  for (const period of new Set(history.map(({ heard }) => heard.period))) replay.run(period);
  return { items: replay.items, judged: replay.judged };
}

const startOf = (day: string): number => Date.parse(`${day}T00:00:01.000+07:00`);
const endOf = (day: string): number => Date.parse(`${dayAfter(day)}T00:00:00.000+07:00`) - 1;

class Replay {
  readonly items: ReplayedMessage[] = [];
  judged = 0;
  private readonly end: number;
  private readonly byPeriod = new Map<string, Heard[]>();

  constructor(
    private readonly history: readonly Heard[],
    private readonly rule: StoredRule,
    private readonly span: Span,
  ) {
    const inOrder = [...history].sort((a, b) => a.at.getTime() - b.at.getTime());
    this.end = Math.min(endOf(span.to), span.now.getTime());
    for (const one of inOrder) this.byPeriod.set(one.heard.period, [...(this.byPeriod.get(one.heard.period) ?? []), one]);
  }

  run(period: string): void {
    const memories = new Map<string, AlertMemory>();
    const moments = this.momentsOf(period);
    for (let at = moments.shift(); at !== undefined; at = moments.shift()) {
      this.judge(period, at, memories);
      const due = Math.min(...[...memories.values()].map((memory) => this.dueAt(memory)).filter((one) => one > at!));
      if (due <= this.end && (moments[0] ?? Infinity) > due) moments.unshift(due);
    }
  }

  private judge(period: string, at: number, memories: Map<string, AlertMemory>): void {
    const known = this.knownAt(period, at);
    const newest = known.at(-1);
    if (!newest) return;
    this.judged += 1;
    const now = new Date(at);
    const newestOf = (before: string): IndicatorChanged | undefined => this.knownAt(before, at).at(-1)?.heard;
    const remembered = {
      seen: known.flatMap(({ heard }) => figuresIn(heard)),
      breachesBefore: breachesInARow(period, dayInVietnam(now), newestOf),
    };
    const skip = (): void => {}; // what cannot be judged would have been told to operators, not as this rule
    for (const subject of alertSubjects(newest.heard, [this.rule], dayInVietnam(now), remembered, skip)) {
      const key = keyText(subject.key);
      const { next, reason, changed } = decideAlert(
        memories.get(key) ?? null,
        subject.observation,
        subject.rule,
        now.toISOString(),
      );
      if (next) memories.set(key, next);
      if (next && changed && decideNotification(next, reason).tell) this.items.push(messageOf(subject, next, now));
    }
  }

  private knownAt(period: string, at: number): Heard[] {
    return (this.byPeriod.get(period) ?? []).filter((one) => one.at.getTime() <= at);
  }

  /** The start; each day of the period, and the one after it; whatever was heard of this unit. */
  private momentsOf(period: string): number[] {
    const { from, to } = this.span;
    const moments = new Set([startOf(from), ...this.history.map(({ at }) => at.getTime())]);
    const last = dayAfter(lastDay(period));
    for (let day = from > firstDay(period) ? from : firstDay(period); day <= to && day <= last; day = dayAfter(day)) {
      moments.add(startOf(day));
    }
    return [...moments].filter((at) => at >= startOf(from) && at <= this.end).sort((a, b) => a - b);
  }

  private dueAt(memory: AlertMemory): number {
    const { holdForMs, keepFiringForMs } = this.rule.rule;
    if (!isOpen(memory) || memory.state === 'firing') return Infinity;
    if (memory.state === 'pending') return Date.parse(memory.startedAt) + holdForMs;
    return Date.parse(memory.recoveringAt ?? memory.startedAt) + keepFiringForMs;
  }
}

function messageOf(subject: AlertSubject, memory: AlertMemory, at: Date): ReplayedMessage {
  const { key, heard } = subject;
  return {
    at: at.toISOString(),
    orgUnit: { code: heard.orgUnit, name: plainText(heard.name), level: heard.level },
    ...{ indicator: key.indicator, dimension: key.dimension || null, period: key.period, episode: memory.episode },
    ...{ state: memory.state as ReplayedMessage['state'], reason: memory.reason, message: alertMessage(subject, memory) },
  };
}
