import type { IndicatorChanged } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { StoredRule } from './alert-rules.js';
import type { AlertKey, AlertSubject, JudgingFailure } from './alert-subjects.js';
import { IS_OPEN, keyText } from './stored-alerts.js';

/** What the alert stands under where another has its indicator; its dimension is the group of figures. */
export const EVALUATION = 'rule-evaluation';

/** One for each message: what could not be judged in it, or that all of it could. */
export const failureSubjects = (
  heard: IndicatorChanged,
  rules: readonly StoredRule[],
  failures: readonly JudgingFailure[],
): AlertSubject[] =>
  rules
    .filter(({ enabled, rule }) => enabled && rule.kind === 'evaluation-error')
    .map(({ id, version, rule }) => ({
      key: { rule: id, indicator: EVALUATION, dimension: heard.group, unit: heard.orgUnit, period: heard.period },
      ...{ rule, ruleVersion: version, heard, failures, value: null, assessment: null, perMonthSoFar: null },
      observation: { kind: 'evaluation-error', errors: failures.length, periodIsOver: false },
    }));

/** `keyText` of the open alerts about failures: few, if any. */
export async function openFailures(tx: Tx, rules: readonly StoredRule[]): Promise<Set<string>> {
  const ids = rules.filter(({ enabled, rule }) => enabled && rule.kind === 'evaluation-error').map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const rows = await tx.query<AlertKey>(
    {
      name: 'alert-open-failures',
      text: `SELECT rule, indicator, dimension, unit, period FROM alerting.alert
              WHERE rule = ANY($1) AND indicator = $2 AND ${IS_OPEN}`,
    },
    [ids, EVALUATION],
  );
  return new Set(rows.map(keyText));
}
