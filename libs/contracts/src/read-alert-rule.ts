import type { z } from 'zod';
import { checkAlertRule, type AlertRule } from '@chitieu/domain';
import { ruleFindings } from './alert-rule-findings.js';
import { alertRule, alertRuleRequest, ruleReplayRequest, type AlertRuleRequest, type RuleReplayRequest } from './alert-rules.js';
import type { Finding } from './api.js';

export type Read<T> = { ok: true; value: T } | { ok: false; findings: Finding[] };
/** Whether the product counts such an indicator. */
export type IsKnown = (indicator: string) => boolean;

/** Everything that is wrong with a rule, at once; pointers are within it. */
export function readAlertRule(given: unknown, isKnown: IsKnown): Read<AlertRule> {
  return read(alertRule, given, (rule) => checkAlertRule(rule, isKnown));
}

/** `{ rule, enabled, by, reason }` */
export const readAlertRuleRequest = (given: unknown, isKnown: IsKnown): Read<AlertRuleRequest> =>
  read(alertRuleRequest, given, ({ rule }) => withinRule(rule, isKnown));

/** `{ rule, from, to, orgUnit?, known? }` */
export const readRuleReplayRequest = (given: unknown, isKnown: IsKnown): Read<RuleReplayRequest> =>
  read(ruleReplayRequest, given, ({ rule, from, to }) => [...withinRule(rule, isKnown), ...(to < from ? [ENDS_FIRST] : [])]);

function read<T>(schema: z.ZodType<T>, given: unknown, check: (value: T) => Finding[]): Read<T> {
  const parsed = schema.safeParse(given);
  const findings = parsed.success ? check(parsed.data) : ruleFindings(given, parsed.error.issues);
  return parsed.success && findings.length === 0 ? { ok: true, value: parsed.data } : { ok: false, findings };
}

const withinRule = (rule: AlertRule, isKnown: IsKnown): Finding[] =>
  checkAlertRule(rule, isKnown).map((one) => ({ ...one, pointer: `/rule${one.pointer}` }));

const ENDS_FIRST: Finding = {
  pointer: '/to',
  code: 'ends-before-it-begins',
  message: { vi: 'Ngày cuối đứng trước ngày đầu.', en: 'The last day is before the first.' },
};
