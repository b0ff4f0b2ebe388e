import { randomUUID } from 'node:crypto';
import type { IndicatorChanged } from '@chitieu/contracts';
import { decideAlert, type AlertDecision, type AlertMemory, type AlertReason } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { dayInVietnam } from '@chitieu/runtime';
import { alertBody, showsTheSame, type AlertBody, type AlertIdentity } from './alert-on-wire.js';
import type { StoredRule } from './alert-rules.js';
import { alertSubjects, type AlertKey } from './alert-subjects.js';
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
export async function judgeObservations(
  tx: Tx,
  heard: IndicatorChanged[],
  rules: readonly StoredRule[],
  now: Date,
): Promise<Judged> {
  const subjects = heard.flatMap((one) => alertSubjects(one, rules, dayInVietnam(now)));
  const stored = await loadLatest(
    tx,
    subjects.map(({ key }) => key),
  );
  const reasons: Judged['reasons'] = [];
  const changed: ChangedAlert[] = [];
  for (const subject of subjects) {
    const before = stored.get(keyText(subject.key)) ?? null;
    const decision = decideAlert(before?.memory ?? null, subject.observation, subject.rule, now.toISOString());
    reasons.push({ rule: subject.key.rule, reason: decision.reason });
    const alert = changeOf(subject.key, before, decision, (memory, identity) => alertBody(subject, memory, identity));
    if (alert) changed.push(alert);
  }
  await saveAlerts(tx, changed);
  return { changed, reasons };
}

/** A closed alert keeps the figures it was closed with. */
export function changeOf(
  key: AlertKey,
  before: StoredAlert | null,
  decision: AlertDecision,
  bodyOf: (memory: AlertMemory, identity: AlertIdentity) => AlertBody,
): ChangedAlert | null {
  const { next: memory, changed } = decision;
  if (memory === null || (!changed && memory.resolvedAt !== null)) return null;
  const sameEpisode = before?.memory.episode === memory.episode;
  const startsAnew = before === null || !sameEpisode || before.memory.startedAt !== memory.startedAt;
  const identity = {
    id: sameEpisode ? before!.id : randomUUID(),
    ver: (sameEpisode ? before!.ver : 0) + 1,
    acknowledged: startsAnew ? null : before.acknowledged,
  };
  const body = bodyOf(memory, identity);
  if (!changed && before && showsTheSame(body, before.body)) return null;
  return { key, memory, body, decided: changed ? decision.reason : null };
}
