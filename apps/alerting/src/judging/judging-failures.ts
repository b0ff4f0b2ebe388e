import type { IndicatorChanged } from '@chitieu/contracts';
import type { StoredRule } from './alert-rules.js';
import type { AlertSubject, JudgingFailure } from './alert-subjects.js';

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
