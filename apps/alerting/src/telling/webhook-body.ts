import type { AlertBody } from '../judging/alert-on-wire.js';
import type { GroupMessage } from './group-message.js';
import type { MessageGroup } from './message-groups.js';

const NOT_ENDED = '0001-01-01T00:00:00Z'; // how Alertmanager writes "has not ended"

/** The body receivers of Alertmanager's webhooks (version 4) understand. Nothing below the unit is in it. */
export function webhookBody(group: MessageGroup, { subject }: GroupMessage, firing: AlertBody[], ended: AlertBody[]): object {
  const alerts = [...firing, ...ended].map(alertOf);
  const groupLabels = labelsOf(group);
  return {
    version: '4',
    groupKey: `{}:{${Object.entries(groupLabels)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(',')}}`,
    truncatedAlerts: 0,
    status: firing.length > 0 ? 'firing' : 'resolved',
    receiver: 'chitieu',
    groupLabels,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: { ...common(alerts.map(({ annotations }) => annotations)), summary: subject.vi, summary_en: subject.en },
    externalURL: '',
    alerts,
  };
}

const labelsOf = ({ rule, indicator, dimension, parent, level, period }: MessageGroup): Record<string, string> => ({
  alertname: rule,
  indicator,
  ...(dimension && { dimension }),
  ...(parent && { parent }),
  level,
  period,
});

function alertOf(alert: AlertBody) {
  return {
    status: alert.resolvedAt === null ? 'firing' : 'resolved',
    labels: {
      alertname: alert.rule,
      severity: alert.severity,
      indicator: alert.indicator,
      ...(alert.dimension && { dimension: alert.dimension }),
      orgUnit: alert.orgUnit.code,
      orgUnitName: alert.orgUnit.name,
      level: alert.orgUnit.level,
      period: alert.period,
    } as Record<string, string>,
    annotations: {
      summary: alert.message.vi,
      summary_en: alert.message.en,
      state: alert.state,
      reason: alert.reason,
      ...figures(alert),
      ...(alert.sample && { sample: 'true' }),
    } as Record<string, string>,
    startsAt: alert.firedAt ?? alert.startedAt,
    endsAt: alert.resolvedAt ?? NOT_ENDED,
    generatorURL: `/api/v1/alerts/${alert.id}`,
    fingerprint: alert.id,
  };
}

/** What all of them say. */
function common([first, ...others]: Record<string, string>[]): Record<string, string> {
  return Object.fromEntries(Object.entries(first ?? {}).filter(([name, value]) => others.every((one) => one[name] === value)));
}

function figures({ actual, target, expectedToDate, pace, neededPerMonth }: AlertBody): Record<string, string> {
  const known = { actual: actual?.value, target, expectedToDate, pace, neededPerMonth };
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
