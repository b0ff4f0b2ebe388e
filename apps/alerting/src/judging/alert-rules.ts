import type { AlertRule } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

export interface StoredRule {
  id: string;
  enabled: boolean;
  rule: AlertRule;
}

/** What a new installation watches. Rows of `alerting.rule` from then on: an operator's change is never overwritten. */
export const FIRST_RULES: readonly StoredRule[] = [
  {
    id: 'off-target',
    enabled: true,
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
    rule: { kind: 'kpi-mismatch', holdForMs: 0, keepFiringForMs: 0, severity: 'critical' },
  },
];

export async function seedRules(tx: Tx): Promise<void> {
  for (const { id, enabled, rule } of FIRST_RULES) {
    await tx.query('INSERT INTO alerting.rule (id, kind, enabled, params) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING', [
      id,
      rule.kind,
      enabled,
      JSON.stringify(rule),
    ]);
  }
}

export async function loadRules(tx: Tx): Promise<StoredRule[]> {
  const rows = await tx.query<{ id: string; kind: AlertRule['kind']; enabled: boolean; params: object }>({
    name: 'alert-rules',
    text: 'SELECT id, kind, enabled, params FROM alerting.rule ORDER BY id',
  });
  return rows.map(({ id, kind, enabled, params }) => ({ id, enabled, rule: { ...params, kind } as AlertRule }));
}
