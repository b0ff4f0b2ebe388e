import type { AlertRule } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

export interface StoredRule {
  id: string;
  enabled: boolean;
  version: number;
  rule: AlertRule;
}

/** What a new installation watches. Rows of `alerting.rule` from then on: an operator's change is never overwritten. */
export const FIRST_RULES: readonly StoredRule[] = [
  {
    id: 'off-target',
    enabled: true,
    version: 1,
    rule: {
      kind: 'off-target',
      indicators: ['poor-rate', 'near-poor-rate', 'poor-reduction', 'near-poor-reduction', 'disbursement-rate'],
      levels: ['commune'],
      periods: ['year'],
      firesBelowPace: '0.60',
      resolvesAtPace: '0.65',
      holdForMs: 10_000,
      keepFiringForMs: 0,
      severity: 'warning',
    },
  },
  {
    id: 'missing-report',
    enabled: true,
    version: 1,
    rule: {
      kind: 'missing-report',
      levels: ['commune'],
      periods: ['year'],
      holdForMs: 5_000,
      keepFiringForMs: 0,
      severity: 'critical',
    },
  },
  {
    id: 'kpi-mismatch',
    enabled: true,
    version: 1,
    rule: { kind: 'kpi-mismatch', holdForMs: 0, keepFiringForMs: 0, severity: 'critical' },
  },
  {
    id: 'no-data',
    enabled: true,
    version: 1,
    rule: {
      kind: 'no-data',
      indicators: ['poor-rate', 'near-poor-rate', 'poor-reduction', 'near-poor-reduction', 'disbursement-rate'],
      levels: ['commune'],
      periods: ['year'],
      holdForMs: 60_000,
      keepFiringForMs: 0,
      severity: 'warning',
    },
  },
  {
    id: 'evaluation-error',
    enabled: true,
    version: 1,
    rule: { kind: 'evaluation-error', holdForMs: 0, keepFiringForMs: 0, severity: 'critical' },
  },
  {
    id: 'forecast',
    enabled: false,
    version: 1,
    rule: {
      kind: 'forecast',
      indicators: ['poor-reduction', 'near-poor-reduction', 'disbursement-rate'],
      levels: ['commune'],
      periods: ['year'],
      firesBelowEnd: '0.90',
      resolvesAtEnd: '0.95',
      completenessAtLeast: '0.80',
      expectedAtLeast: '0.25',
      holdForMs: 86_400_000,
      keepFiringForMs: 0,
      severity: 'warning',
    },
  },
];

export async function seedRules(tx: Tx): Promise<void> {
  for (const { id, enabled, version, rule } of FIRST_RULES) {
    await tx.query(
      `WITH new AS (INSERT INTO alerting.rule (id, kind, enabled, params, version) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (id) DO NOTHING RETURNING *)
       INSERT INTO alerting.rule_version (rule, version, kind, enabled, params, by, reason, at)
       SELECT id, version, kind, enabled, params, 'chitieu', 'as installed', clock_timestamp() FROM new`,
      [id, rule.kind, enabled, JSON.stringify(rule), version],
    );
  }
}

export interface RuleRow {
  id: string;
  kind: AlertRule['kind'];
  enabled: boolean;
  version: number;
  params: object;
}

export const ruleOf = ({ kind, params }: Pick<RuleRow, 'kind' | 'params'>): AlertRule => ({ ...params, kind }) as AlertRule;

export async function loadRules(tx: Tx): Promise<StoredRule[]> {
  const rows = await tx.query<RuleRow>({
    name: 'alert-rules',
    text: 'SELECT id, kind, enabled, version, params FROM alerting.rule ORDER BY id',
  });
  return rows.map((row) => ({ id: row.id, enabled: row.enabled, version: row.version, rule: ruleOf(row) }));
}
