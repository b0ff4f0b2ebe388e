import { isDeepStrictEqual } from 'node:util';
import type { AlertRuleInFull, AlertRuleRequest, AlertRuleVersion } from '@chitieu/contracts';
import { STARTER, type AlertRule } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { ruleOf, type RuleRow } from '../judging/alert-rules.js';

/** The rule as it is and all that it has been; null: there is none. */
export async function ruleInFull(tx: Tx, id: string): Promise<AlertRuleInFull | null> {
  const rows = await tx.query<Omit<RuleRow, 'id'> & { by: string; reason: string; at: Date }>(
    `SELECT kind, enabled, version, params, by, reason, at FROM alerting.rule_version WHERE rule = $1 ORDER BY version DESC`,
    [id],
  );
  const versions = rows.map(({ version, enabled, by, reason, at, ...row }): AlertRuleVersion => {
    return { version, enabled, rule: ruleOf(row), by, reason, at: at.toISOString() };
  });
  return versions[0] ? { id, ...versions[0], versions } : null;
}

/** From now on; judged again at the next tick. The same rule again is no new version. */
export async function changeRule(tx: Tx, id: string, request: AlertRuleRequest, now: Date): Promise<AlertRuleInFull> {
  const { rule, enabled, by, reason } = request;
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('chitieu.alerting.rule'))`);
  const before = await ruleInFull(tx, id);
  if (before && before.enabled === enabled && isDeepStrictEqual(before.rule, asStored(rule))) return before;
  await tx.query(
    `WITH changed AS (
       INSERT INTO alerting.rule (id, kind, enabled, params, version) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, enabled = excluded.enabled, params = excluded.params, version = excluded.version
       RETURNING *)
     INSERT INTO alerting.rule_version (rule, version, kind, enabled, params, by, reason, at)
     SELECT id, version, kind, enabled, params, $6, $7, $8 FROM changed`,
    [id, rule.kind, enabled, JSON.stringify(rule), (before?.version ?? 0) + 1, by, reason, now.toISOString()],
  );
  return (await ruleInFull(tx, id))!;
}

const asStored = (rule: AlertRule): unknown => JSON.parse(JSON.stringify(rule));

/** What a request for a rule names; it may be anything yet. */
export const indicatorsNamed = (request: unknown): unknown =>
  (request as { rule?: { indicators?: unknown } | null } | null)?.rule?.indicators;

/** Of the starter set, or told of a province's own: alerting keeps no catalogue. `named` may be anything yet. */
export async function knownIndicators(tx: Tx, named: unknown): Promise<(code: string) => boolean> {
  const own = (Array.isArray(named) ? named : []).filter((code) => typeof code === 'string' && !STARTER.indicatorOf(code));
  const rows =
    own.length === 0
      ? []
      : await tx.query<{ code: string }>(
          `SELECT code FROM unnest($1::text[]) AS n(code)
            WHERE EXISTS (SELECT FROM alerting.observation WHERE body->'definitions' ? n.code)`,
          [own],
        );
  const told = new Set(rows.map(({ code }) => code));
  return (code) => STARTER.indicatorOf(code) !== null || told.has(code);
}
