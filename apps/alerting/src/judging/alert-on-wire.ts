import type { AlertOnWire } from '@chitieu/contracts';
import { audienceOf, decimalOf, ratioOnWire, toWireValue, type AlertMemory, type Ratio } from '@chitieu/domain';
import { alertMessage } from './alert-message.js';
import type { AlertSubject } from './alert-subjects.js';
import { plainText } from './figure-text.js';

/** What identifies a row beside what is decided: kept when the next decision is written. */
export interface AlertIdentity {
  id: string;
  ver: number;
  acknowledged: AlertOnWire['acknowledged'];
  inhibitedBy?: AlertOnWire['inhibitedBy'];
}

/** The alert as the API shows it; its notifications stand in their own table and are added where it is read. */
export type AlertBody = Omit<AlertOnWire, 'notifications'>;

export function alertBody(subject: AlertSubject, memory: AlertMemory, identity: AlertIdentity): AlertBody {
  const { key, heard, rule, ruleVersion, value, assessment } = subject;
  return {
    id: identity.id,
    rule: key.rule,
    severity: rule.severity,
    indicator: key.indicator,
    dimension: key.dimension || null,
    orgUnit: { code: heard.orgUnit, name: plainText(heard.name), level: heard.level },
    ancestors: heard.ancestors,
    period: key.period,
    episode: memory.episode,
    state: memory.state,
    reason: memory.reason,
    message: alertMessage(subject, memory),
    actual: value?.actual ? ratioOnWire({ num: BigInt(value.actual.num), den: BigInt(value.actual.den) }) : null,
    target: figure(assessment?.level),
    expectedToDate: figure(assessment?.expectedToDate),
    pace: assessment?.pace ? decimalOf(assessment.pace) : null,
    neededPerMonth: figure(assessment?.neededPerMonth),
    startedAt: memory.startedAt,
    firedAt: memory.firedAt,
    resolvedAt: memory.resolvedAt,
    acknowledged: identity.acknowledged,
    sample: heard.values.some(({ sample }) => sample),
    ver: identity.ver,
    ruleVersion,
    audience: audienceOf(rule),
    inhibitedBy: identity.inhibitedBy ?? null,
    forecast: forecastOf(subject),
  };
}

function forecastOf({ rule, assessment, perMonthSoFar }: AlertSubject): AlertOnWire['forecast'] {
  if (rule.kind !== 'forecast' || !assessment?.pace) return null;
  return { end: decimalOf(assessment.pace), perMonthSoFar: figure(perMonthSoFar) };
}

const figure = (r: Ratio | null | undefined): string | null => (r ? toWireValue(r) : null);

/** True when it would be shown otherwise: figures move while the state stands. */
export function showsTheSame(a: AlertBody, b: AlertBody): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable(body: AlertBody): unknown[] {
  const { state, reason, message, actual, target, expectedToDate, pace, neededPerMonth, orgUnit, ancestors, severity, sample } =
    body;
  const { inhibitedBy, forecast } = body;
  const { vi, en } = message;
  return [
    state,
    reason,
    vi,
    en,
    actual?.num,
    actual?.den,
    target,
    expectedToDate,
    pace,
    neededPerMonth,
    orgUnit.name,
    ancestors,
    severity,
    sample,
    inhibitedBy?.alert,
    forecast?.end,
    forecast?.perMonthSoFar,
  ];
}
