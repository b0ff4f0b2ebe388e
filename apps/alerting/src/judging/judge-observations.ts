import { randomUUID } from 'node:crypto';
import { decideAlert, type AlertDecision, type AlertReason } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { dayInVietnam } from '@chitieu/runtime';
import { alertBody, showsTheSame, type AlertBody, type AlertIdentity } from './alert-on-wire.js';
import type { StoredRule } from './alert-rules.js';
import { alertSubjects, type AlertKey, type AlertSubject, type JudgingFailure } from './alert-subjects.js';
import { askForMuted } from './judge-again.js';
import { failureSubjects, openFailures } from './judging-failures.js';
import { mutingOf, type Decided, type Muting } from './muting.js';
import type { Kept } from './observations.js';
import { periodsBefore } from './periods-before.js';
import { keyText, loadLatest, saveAlerts, type AlertToSave, type StoredAlert } from './stored-alerts.js';

/** An alert whose state or figures are not what was told last. */
export interface ChangedAlert extends AlertToSave {
  /** Null: only its figures moved. */
  decided: AlertReason | null;
}

export interface Judged {
  changed: ChangedAlert[];
  /** One for each subject: how often each rule said what. */
  reasons: { rule: string; reason: AlertReason }[];
}

/** Judges what the transaction holds locked, and saves what changed. */
export async function judgeObservations(tx: Tx, kept: readonly Kept[], rules: readonly StoredRule[], now: Date): Promise<Judged> {
  const judging = new Judging(now);
  const remembered = await periodsBefore(tx, kept, rules, dayInVietnam(now));
  const subjects = kept.map((one) => ({ one, subjects: judging.subjectsOf(one, rules, remembered(one)) }));
  const stored = await loadLatest(
    tx,
    subjects.flatMap((each) => each.subjects.map(({ key }) => key)),
  );
  for (const each of subjects) for (const subject of each.subjects) judging.decide(subject, stored, each.one);
  await judgeFailures(tx, judging, kept, rules, stored);
  const muting = await mutingOf(tx, judging.decided, rules, now);
  const changed = judging.decided.flatMap((one) => changedAlert(one, stored, muting.get(one.id) ?? null) ?? []);
  await saveAlerts(tx, changed);
  await askForMuted(tx, judging.decided);
  return { changed, reasons: judging.reasons };
}

/** What could not be judged now, and what could not before. Mostly neither: then nothing is looked up for the messages. */
async function judgeFailures(
  tx: Tx,
  judging: Judging,
  kept: readonly Kept[],
  rules: readonly StoredRule[],
  stored: Map<string, StoredAlert>,
): Promise<void> {
  const open = await openFailures(tx, rules);
  const all = kept.flatMap((one) => failureSubjects(one.heard, rules, judging.failuresOf(one)));
  const subjects = all.filter(({ failures, key }) => failures.length > 0 || open.has(keyText(key)));
  const before = await loadLatest(
    tx,
    subjects.map(({ key }) => key),
  );
  for (const [key, alert] of before) stored.set(key, alert);
  for (const subject of subjects) judging.decide(subject, stored);
}

interface DecidedNow extends Decided {
  decision: AlertDecision;
}

/** One round of judging. What cannot be judged fails alone: its neighbours are judged, and an alert that is open stays as it is. */
class Judging {
  readonly decided: DecidedNow[] = [];
  readonly reasons: Judged['reasons'] = [];
  private readonly failures = new Map<Kept, JudgingFailure[]>();

  constructor(private readonly now: Date) {}

  failuresOf(kept: Kept): JudgingFailure[] {
    return this.failures.get(kept) ?? [];
  }

  subjectsOf(kept: Kept, rules: readonly StoredRule[], remembered: Parameters<typeof alertSubjects>[3]): AlertSubject[] {
    const { heard } = kept;
    return alertSubjects(heard, rules, dayInVietnam(this.now), remembered, (failure) => this.fail(kept, failure));
  }

  decide(subject: AlertSubject, stored: Map<string, StoredAlert>, kept?: Kept): void {
    const before = stored.get(keyText(subject.key)) ?? null;
    try {
      const decision = decideAlert(before?.memory ?? null, subject.observation, subject.rule, this.now.toISOString());
      this.reasons.push({ rule: subject.key.rule, reason: decision.reason });
      const memory = decision.next;
      if (memory === null) return;
      const id = before?.memory.episode === memory.episode ? before.id : randomUUID();
      const known = before?.id === id ? { memory: before.memory, inhibitedBy: before.body.inhibitedBy } : null;
      this.decided.push({ id, subject, memory, before: known, decision });
    } catch (error) {
      if (!kept) throw error;
      this.fail(kept, { rule: subject.key.rule, indicator: subject.key.indicator, error: (error as Error).message });
    }
  }

  private fail(kept: Kept, failure: JudgingFailure): void {
    this.failures.set(kept, [...this.failuresOf(kept), failure]);
  }
}

function changedAlert(one: DecidedNow, stored: Map<string, StoredAlert>, inhibitedBy: Muting): ChangedAlert | null {
  const { id, subject, decision } = one;
  const before = stored.get(keyText(subject.key)) ?? null;
  const change = changeOf(subject.key, id, before, decision, (memory, identity) =>
    alertBody(subject, memory, { ...identity, inhibitedBy }),
  );
  if (!change) return null;
  const isFreed = one.memory.state === 'firing' && one.before?.inhibitedBy && !inhibitedBy;
  return isFreed ? { ...change, decided: 'no-longer-inhibited' } : change;
}

/** A closed alert keeps the figures it was closed with. */
export function changeOf(
  key: AlertKey,
  id: string,
  before: StoredAlert | null,
  decision: AlertDecision,
  bodyOf: (memory: NonNullable<AlertDecision['next']>, identity: AlertIdentity) => AlertBody,
): ChangedAlert | null {
  const { next: memory, changed } = decision;
  if (memory === null || (!changed && memory.resolvedAt !== null)) return null;
  const sameEpisode = before?.memory.episode === memory.episode;
  const startsAnew = before === null || !sameEpisode || before.memory.startedAt !== memory.startedAt;
  const ver = (sameEpisode ? before!.ver : 0) + 1;
  const body = bodyOf(memory, { id, ver, acknowledged: startsAnew ? null : before.acknowledged });
  if (!changed && before && showsTheSame(body, before.body)) return null;
  return { key, memory, body, decided: changed ? decision.reason : null };
}
