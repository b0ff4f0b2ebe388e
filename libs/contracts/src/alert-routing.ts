import { z } from 'zod';
import { checkAlertRoutes, LEVELS, type AlertRoute } from '@chitieu/domain';
import * as f from './fields.js';
import type { IsKnown, Read } from './read-alert-rule.js';
import { readWords } from './read-case-body.js';

const dateTime = z.string().meta({ format: 'date-time' });
const role = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const words = { by: f.text(100), reason: f.text(500) };
const version = { version: z.number().int(), by: z.string(), reason: z.string(), at: dateTime };

const matchers = z
  .strictObject({
    rule: f.id.optional(),
    severity: z.enum(['warning', 'critical']).optional(),
    indicator: f.indicatorCode.optional(),
    level: z.enum(LEVELS).optional(),
    orgUnit: f.unitCode.optional().describe('This unit and everything below it'),
  })
  .describe('Only what is named is compared');
const leaf = z.strictObject({
  role,
  above: z.number().int().min(0).max(6).describe('0: at the unit itself; n: at its n-th ancestor, the nearest first'),
});
const node = {
  matchers: matchers.optional(),
  tell: z.array(leaf).max(20).optional().describe('Whom, where none of `routes` takes the alert'),
  continue: z.boolean().optional().describe('The next route is asked too'),
};
const below = (route: z.ZodType) => z.strictObject({ ...node, routes: z.array(route).max(100).optional() });
/** Three levels deep: enough for programme, district and indicator, and a document without recursion. */
const alertRoute = below(z.strictObject({ ...node, routes: z.array(z.strictObject(node)).max(100).optional() }));
const tree = z.array(alertRoute).max(200) as z.ZodType<AlertRoute[]>;

export const alertRoutesRequest = z.strictObject({ routes: tree, ...words });
export type AlertRoutesRequest = z.output<typeof alertRoutesRequest>;

const alertRoutesVersion = z.object({ routes: z.array(z.looseObject({})), ...version });
export const alertRoutesInFull = z.object({
  routes: z.array(z.looseObject({})).describe('Now; none: nobody is told by name'),
  versions: z.array(alertRoutesVersion).describe('The newest first; none is ever changed'),
});

export const alertRecipient = z.strictObject({
  name: f.text(100),
  role: role.describe('As routes name it, e.g. district-officer'),
  unit: f.unitCode,
  email: z.email().max(254),
  language: z.enum(['vi', 'en']),
  digest: z
    .enum(['daily', 'weekly'])
    .optional()
    .describe('What stands at the unit and below it, each working morning or on the first one of a week; absent: none'),
});
export type AlertRecipient = z.output<typeof alertRecipient>;
export const alertRecipientRequest = z.strictObject({ recipient: alertRecipient, enabled: z.boolean(), ...words });
export type AlertRecipientRequest = z.output<typeof alertRecipientRequest>;
const recipientVersion = z.object({ recipient: alertRecipient, enabled: z.boolean(), ...version });
export type AlertRecipientVersion = z.infer<typeof recipientVersion>;
export const alertRecipientOnWire = recipientVersion.extend({ id: z.string() });
export type AlertRecipientOnWire = z.infer<typeof alertRecipientOnWire>;
export const alertRecipientInFull = alertRecipientOnWire.extend({ versions: z.array(recipientVersion) });
export type AlertRecipientInFull = z.infer<typeof alertRecipientInFull>;

/** `{ routes, by, reason }` */
export function readAlertRoutes(given: unknown, isKnown: IsKnown): Read<AlertRoutesRequest> {
  const read = readWords(alertRoutesRequest, given);
  const findings = read.ok ? checkAlertRoutes(read.value.routes, isKnown) : [];
  return findings.length > 0 ? { ok: false, findings } : read;
}
/** `{ recipient, enabled, by, reason }` */
export const readAlertRecipient = (given: unknown): Read<AlertRecipientRequest> => readWords(alertRecipientRequest, given);

export interface AlertRoutesVersion {
  routes: AlertRoute[];
  version: number;
  by: string;
  reason: string;
  at: string;
}
export interface AlertRoutesInFull {
  routes: AlertRoute[];
  versions: AlertRoutesVersion[];
}
const written = z.object({ subject: z.string(), text: z.string(), html: z.string() });
export type WrittenMessage = z.infer<typeof written>;
export const messagePreview = z.object({ vi: written, en: written });
export type MessagePreview = z.infer<typeof messagePreview>;
