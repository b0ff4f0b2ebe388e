import { randomUUID } from 'node:crypto';
import type { Bilingual, IntegrityChecked } from '@chitieu/contracts';
import { audienceOf, decideAlert, type AlertMemory } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { dayInVietnam } from '@chitieu/runtime';
import { ENDINGS } from './alert-message.js';
import type { AlertBody, AlertIdentity } from './alert-on-wire.js';
import { plainText } from './figure-text.js';
import type { StoredRule } from './alert-rules.js';
import { changeOf, type Judged } from './judge-observations.js';
import { IS_OPEN, keyText, loadLatest, saveAlerts } from './stored-alerts.js';

/** What the alert stands under where another has its indicator. */
export const INTEGRITY = 'kpi-integrity';

/** One alert for each unit and episode. The rows of its alerts are locked: an acknowledgement writes them too. */
export async function judgeIntegrity(
  tx: Tx,
  checked: IntegrityChecked[],
  rules: readonly StoredRule[],
  now: Date,
): Promise<Judged> {
  const judged: Judged = { changed: [], reasons: [] };
  for (const { id, enabled, version, rule } of rules) {
    if (!enabled || rule.kind !== 'kpi-mismatch') continue;
    for (const one of checked) {
      const key = { rule: id, indicator: INTEGRITY, dimension: '', unit: one.orgUnit, period: await periodOf(tx, id, one, now) };
      const before = (await loadLatest(tx, [key])).get(keyText(key)) ?? null;
      const observation = { kind: 'kpi-mismatch', differences: one.differenceCount, periodIsOver: false } as const;
      const decision = decideAlert(before?.memory ?? null, observation, rule, now.toISOString());
      judged.reasons.push({ rule: id, reason: decision.reason });
      const alertId = before && before.memory.episode === decision.next?.episode ? before.id : randomUUID();
      const told = { severity: rule.severity, ruleVersion: version, audience: audienceOf(rule) };
      const change = changeOf(key, alertId, before, decision, (memory, identity) =>
        bodyOf(one, { ...identity, ...key, ...told }, memory),
      );
      if (change) judged.changed.push(change);
    }
  }
  await saveAlerts(tx, judged.changed);
  return judged;
}

/** An alert stands in a year: the one in which its episode began. */
async function periodOf(tx: Tx, rule: string, { orgUnit }: IntegrityChecked, now: Date): Promise<string> {
  const open = await tx.query<{ period: string }>(
    `SELECT period FROM alerting.alert WHERE rule = $1 AND indicator = $2 AND unit = $3 AND ${IS_OPEN}
      ORDER BY started_at LIMIT 1 FOR UPDATE`,
    [rule, INTEGRITY, orgUnit],
  );
  return open[0]?.period ?? dayInVietnam(now).slice(0, 4);
}

type Head = AlertIdentity & Pick<AlertBody, 'rule' | 'indicator' | 'severity' | 'period' | 'ruleVersion' | 'audience'>;

const bodyOf = (
  one: IntegrityChecked,
  { id, ver, acknowledged, rule, indicator, severity, period, ruleVersion, audience }: Head,
  memory: AlertMemory,
): AlertBody => ({
  id,
  rule,
  severity,
  indicator,
  dimension: null,
  orgUnit: { code: one.orgUnit, name: plainText(one.name), level: one.level },
  ancestors: one.ancestors,
  period,
  episode: memory.episode,
  state: memory.state,
  reason: memory.reason,
  message: messageOf(one, memory),
  actual: null,
  target: null,
  expectedToDate: null,
  pace: null,
  neededPerMonth: null,
  startedAt: memory.startedAt,
  firedAt: memory.firedAt,
  resolvedAt: memory.resolvedAt,
  acknowledged,
  sample: false,
  ver,
  ruleVersion,
  audience,
  inhibitedBy: null,
});

function messageOf({ name, differenceCount, differences }: IntegrityChecked, { reason }: AlertMemory): Bilingual {
  const unit = plainText(name);
  const end = ENDINGS[reason];
  if (differenceCount === 0) {
    return {
      vi: `${unit}: số lưu đã được tính lại từ dữ liệu gốc. ${end?.vi ?? ''}`.trim(),
      en: `${unit}: the stored numbers were computed again from the facts. ${end?.en ?? ''}`.trim(),
    };
  }
  const [first] = differences;
  const at = first ? `${first.unit} ${first.period} ${first.measure}` : '';
  return {
    vi: `${unit}: ${differenceCount} chỗ số lưu khác với số tính lại từ dữ liệu gốc${first ? `, ví dụ ${at}: tính lại ${first.recomputed}, đang lưu ${first.stored}` : ''}.`,
    en: `${unit}: ${differenceCount} stored numbers are not what the facts add up to${first ? `, e.g. ${at}: recomputed ${first.recomputed}, stored ${first.stored}` : ''}.`,
  };
}
