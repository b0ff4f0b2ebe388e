import { z } from 'zod';
import { LEVELS, type AlertRule } from '@chitieu/domain';
import { bilingual } from './answers.js';
import * as f from './fields.js';

const YEAR_MS = 366 * 86_400_000;
const duration = z.number().int().min(0).max(YEAR_MS);
/** A share or a pace: a plain decimal from 0 to 10. */
const share = z.string().regex(/^(10|\d)(\.\d{1,6})?$/);

const rule = <Kind extends string>(kind: Kind) => ({
  kind: z.literal(kind),
  severity: z.enum(['warning', 'critical']),
  holdForMs: duration.describe('A breach must last so long before it fires'),
  keepFiringForMs: duration.describe('Once clear, it must stay clear so long before it resolves'),
});
const watching = {
  levels: z.array(z.enum(LEVELS)).min(1),
  periods: z.array(z.enum(['year', 'halfYear', 'quarter', 'month'])).min(1),
  holdForPeriods: z
    .number()
    .int()
    .min(1)
    .max(12)
    .optional()
    .describe('Fires only when so many periods in a row that are over, this one the last of them, were in breach'),
};
const ofIndicators = { ...watching, indicators: z.array(f.indicatorCode).min(1).max(100) };

export const alertRule = z.discriminatedUnion('kind', [
  z.strictObject({ ...rule('off-target'), ...ofIndicators, firesBelowPace: share, resolvesAtPace: share }),
  z.strictObject({ ...rule('missing-report'), ...watching }),
  z.strictObject({ ...rule('no-data'), ...ofIndicators }),
  z.strictObject({
    ...rule('forecast'),
    ...ofIndicators,
    firesBelowEnd: share.describe('Share of the planned way that it ends at, at this pace'),
    resolvesAtEnd: share,
    completenessAtLeast: share.describe('Share of the reports expected; while fewer are in, nothing begins and nothing ends'),
    expectedAtLeast: share.describe('Before the trajectory expects this share, nothing is forecast'),
  }),
  z.strictObject(rule('kpi-mismatch')),
  z.strictObject(rule('evaluation-error')),
]) satisfies z.ZodType<AlertRule>;

const dateTime = z.string().meta({ format: 'date-time' });

export const alertRuleId = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

export const alertRuleVersion = z.object({
  version: z.number().int(),
  enabled: z.boolean(),
  rule: z.looseObject({ kind: z.string() }).describe('As it was then'),
  by: z.string(),
  reason: z.string(),
  at: dateTime,
});
export type AlertRuleVersion = Omit<z.infer<typeof alertRuleVersion>, 'rule'> & { rule: AlertRule };

export const alertRuleInFull = alertRuleVersion.extend({
  id: z.string(),
  versions: z.array(alertRuleVersion).describe('The newest first; none is ever changed'),
});
export interface AlertRuleInFull extends AlertRuleVersion {
  id: string;
  versions: AlertRuleVersion[];
}

export const alertRuleRequest = z.strictObject({
  rule: alertRule,
  enabled: z.boolean(),
  by: f.text(100),
  reason: f.text(500),
});
export type AlertRuleRequest = z.output<typeof alertRuleRequest>;

export const ruleReplayRequest = z.strictObject({
  rule: alertRule,
  from: f.isoDate,
  to: f.isoDate,
  orgUnit: f.unitCode.optional().describe('This unit and everything below it; everything that is watched when absent'),
  known: z
    .enum(['then', 'now'])
    .default('then')
    .describe('`then`: each day by what was known at its end. `now`: by what is known today, as if it had been known all along'),
});

export type RuleReplayRequest = z.output<typeof ruleReplayRequest>;

export const replayedMessage = z.object({
  at: dateTime,
  orgUnit: z.object({ code: z.string(), name: z.string(), level: z.enum(LEVELS) }),
  indicator: z.string(),
  dimension: z.string().nullable(),
  period: z.string(),
  episode: z.number().int(),
  state: z.enum(['firing', 'resolved', 'retracted']),
  reason: z.string(),
  message: bilingual,
});
export type ReplayedMessage = z.infer<typeof replayedMessage>;

export const replayOnWire = z.object({
  from: z.string(),
  to: z.string(),
  known: z.enum(['then', 'now']),
  keptFrom: z
    .string()
    .nullable()
    .describe('The first day of which anything is kept; before it nothing was known to alerting, and `then` says nothing'),
  observations: z.number().int().describe('Days of units, periods and groups that were judged'),
  items: z.array(replayedMessage).describe('What it would have sent, in order'),
});
export type ReplayOnWire = z.infer<typeof replayOnWire>;
