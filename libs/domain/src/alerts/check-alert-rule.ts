import { fromDecimal, isBelow } from '../ratio.js';
import { hasIndicators, type AlertRule } from './alert-rule.js';

/** Something about a rule that is well formed and still makes no sense; `pointer` is within the rule. */
export interface RuleFinding {
  pointer: string;
  code: 'resolves-below-fire' | 'unknown-indicator' | 'named-twice';
  message: { vi: string; en: string };
}

/** What its shape cannot say. `isKnown`: an indicator that the product counts. */
export function checkAlertRule(rule: AlertRule, isKnown: (indicator: string) => boolean): RuleFinding[] {
  return [...hysteresis(rule), ...(hasIndicators(rule) ? indicators(rule.indicators, isKnown) : [])];
}

function hysteresis(rule: AlertRule): RuleFinding[] {
  if (rule.kind === 'off-target') return ordered(rule.firesBelowPace, rule.resolvesAtPace, 'firesBelowPace', 'resolvesAtPace');
  if (rule.kind === 'forecast') return ordered(rule.firesBelowEnd, rule.resolvesAtEnd, 'firesBelowEnd', 'resolvesAtEnd');
  return [];
}

function ordered(fires: string, resolves: string, firesName: string, resolvesName: string): RuleFinding[] {
  if (!isBelow(fromDecimal(resolves), fromDecimal(fires))) return [];
  const message = {
    vi: `${resolvesName} (${resolves}) phải bằng hoặc cao hơn ${firesName} (${fires}), nếu không cảnh báo vừa phát vừa tắt.`,
    en: `${resolvesName} (${resolves}) must be at or above ${firesName} (${fires}), or an alert fires and ends at once.`,
  };
  return [{ pointer: `/${resolvesName}`, code: 'resolves-below-fire', message }];
}

const indicators = (codes: readonly string[], isKnown: (code: string) => boolean): RuleFinding[] =>
  codes.flatMap((code, at): RuleFinding[] => {
    const pointer = `/indicators/${at}`;
    if (codes.indexOf(code) < at) {
      return [{ pointer, code: 'named-twice', message: { vi: `${code} được nêu hai lần.`, en: `${code} is named twice.` } }];
    }
    if (isKnown(code)) return [];
    const message = {
      vi: `Không có chỉ tiêu ${code}; xem /api/v1/indicators.`,
      en: `There is no indicator ${code}; see /api/v1/indicators.`,
    };
    return [{ pointer, code: 'unknown-indicator', message }];
  });
