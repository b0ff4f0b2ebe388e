import type { AlertRule, ForecastRule, OffTargetRule } from '@chitieu/domain';

/** As installed. */
export const OFF_TARGET: OffTargetRule = {
  kind: 'off-target',
  indicators: ['poor-rate', 'near-poor-rate', 'poor-reduction', 'near-poor-reduction', 'disbursement-rate'],
  levels: ['commune'],
  periods: ['year'],
  firesBelowPace: '0.60',
  resolvesAtPace: '0.65',
  holdForMs: 10_000,
  keepFiringForMs: 0,
  severity: 'warning',
};

export const FORECAST: ForecastRule = {
  kind: 'forecast',
  indicators: ['poor-reduction'],
  levels: ['commune'],
  periods: ['year'],
  firesBelowEnd: '0.90',
  resolvesAtEnd: '0.95',
  completenessAtLeast: '0.80',
  expectedAtLeast: '0.25',
  holdForMs: 0,
  keepFiringForMs: 0,
  severity: 'warning',
};

/** What `put` of a story sends. */
export const putRule = (id: string, rule: AlertRule, enabled = true): [path: string, body: object] => [
  `alert-rules/${id}`,
  { rule, enabled, by: 'Sở LĐTBXH', reason: 'theo yêu cầu của tỉnh' },
];
