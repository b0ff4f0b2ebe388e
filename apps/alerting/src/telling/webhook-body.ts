import type { AlertBody } from '../judging/alert-on-wire.js';

const NOT_ENDED = '0001-01-01T00:00:00Z'; // how Alertmanager writes "has not ended"

/** The body receivers of Alertmanager's webhooks (version 4) understand. Nothing below the unit is in it. */
export function webhookBody(alert: AlertBody): object {
  const ended = alert.resolvedAt !== null;
  const status = ended ? 'resolved' : 'firing';
  const labels = {
    alertname: alert.rule,
    severity: alert.severity,
    indicator: alert.indicator,
    ...(alert.dimension && { dimension: alert.dimension }),
    orgUnit: alert.orgUnit.code,
    orgUnitName: alert.orgUnit.name,
    level: alert.orgUnit.level,
    period: alert.period,
  };
  const annotations = {
    summary: alert.message.vi,
    summary_en: alert.message.en,
    state: alert.state,
    reason: alert.reason,
    ...figures(alert),
    ...(alert.sample && { sample: 'true' }),
  };
  return {
    version: '4',
    groupKey: `{}:{alertname="${alert.rule}",indicator="${alert.indicator}",orgUnit="${alert.orgUnit.code}",period="${alert.period}"}`,
    truncatedAlerts: 0,
    status,
    receiver: 'chitieu',
    groupLabels: { alertname: alert.rule, indicator: alert.indicator, orgUnit: alert.orgUnit.code, period: alert.period },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: '',
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: alert.firedAt ?? alert.startedAt,
        endsAt: alert.resolvedAt ?? NOT_ENDED,
        generatorURL: `/api/v1/alerts/${alert.id}`,
        fingerprint: alert.id,
      },
    ],
  };
}

function figures({ actual, target, expectedToDate, pace, neededPerMonth }: AlertBody): Record<string, string> {
  const known = { actual: actual?.value, target, expectedToDate, pace, neededPerMonth };
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
