import { useState } from 'react';
import type { AlertOnWire } from '@chitieu/contracts';
import { Link } from 'react-router';
import { AnswerForm } from '../answering/answer-form.js';
import { useAlerts } from '../api/queries.js';
import { useExplanationRequests, WAITING } from '../explanations/queries.js';
import { daysBetween } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { yearOf } from '../unit/period-choices.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf } from '../view.js';
import { useAlertText } from './alert-text.js';

/** Open alerts of the unit and of everything below it, unanswered ones first. */
export function Alerts({ unit, period, asOf }: { unit: string; period: string; asOf: string | undefined }) {
  const { t } = useSay();
  const { data, isPending } = useAlerts(unit);
  const alerts = [...(data?.items ?? [])].sort((a, b) => Number(a.acknowledged !== null) - Number(b.acknowledged !== null));
  return (
    <section className="card alerts" aria-labelledby="alerts-title">
      <div className="bar">
        <h2 id="alerts-title">{t('alerts.title')}</h2>
        <span className="soft">{t(data?.next ? 'alerts.countAtLeast' : 'alerts.count', { count: alerts.length })}</span>
        <Waiting unit={unit} period={period} />
      </div>
      <ul className="scroll" tabIndex={0} aria-labelledby="alerts-title">
        {alerts.map((alert) => (
          <Alert key={alert.id} alert={alert} period={period} asOf={asOf} />
        ))}
        {!isPending && alerts.length === 0 && <li className="soft">{t('alerts.none')}</li>}
      </ul>
    </section>
  );
}

/** How many explanations are waited for, where any is. */
function Waiting({ unit, period }: { unit: string; period: string }) {
  const { t } = useSay();
  const addressOf = useAddressOf();
  const { data } = useExplanationRequests(unit, WAITING);
  if (!data || data.items.length === 0) return null;
  return (
    <Link className="waiting" to={addressOf(unit, period, 'explanations')}>
      {t('explanations.waiting', { count: data.items.length })}
    </Link>
  );
}

function Alert({ alert, period, asOf }: { alert: AlertOnWire; period: string; asOf: string | undefined }) {
  const { t, say } = useSay();
  const addressOf = useAddressOf();
  const alertText = useAlertText();
  const [isAnswering, setAnswering] = useState(false);
  const look = alert.rule === 'missing-report' ? 'none' : alert.state === 'pending' ? 'risk' : 'off';
  const about = t(`short.${alert.rule === 'missing-report' ? 'reports-on-time' : alert.indicator}`, {
    defaultValue: alert.indicator,
  });
  return (
    <li data-alert={alert.id}>
      <p className="alert-head">
        <span>
          <span className={`state ${look}`}>
            <span aria-hidden="true">{{ none: '○', risk: '▲', off: '■' }[look]}</span>{' '}
            <Link to={addressOf(alert.orgUnit.code, alert.period)}>{shortName(alert.orgUnit.name)}</Link>
          </span>{' '}
          · {about}
          {alert.period !== yearOf(period) && <span className="soft"> · {alert.period}</span>}
        </span>
        <Age alert={alert} asOf={asOf} />
      </p>
      <p className="soft message" title={say(alert.message)}>
        {alertText(alert)}
      </p>
      {alert.acknowledged ? (
        <p className="answered">✓ {t('alerts.acknowledged', alert.acknowledged)}</p>
      ) : isAnswering ? (
        <AnswerForm alert={alert.id} action="acknowledge" onDone={() => setAnswering(false)} />
      ) : (
        <button type="button" className="quiet" onClick={() => setAnswering(true)}>
          {t('answering.acknowledge.do')}
          <span className="unseen"> {shortName(alert.orgUnit.name)}</span>
        </button>
      )}
    </li>
  );
}

function Age({ alert, asOf }: { alert: AlertOnWire; asOf: string | undefined }) {
  const { t } = useSay();
  if (alert.state === 'pending') return <span className="soft age">{t('alerts.waiting')}</span>;
  const days = asOf ? daysBetween(alert.firedAt ?? alert.startedAt, asOf) : 0;
  return <span className="soft age">{days > 0 ? t('alerts.days', { count: days }) : t('alerts.today')}</span>;
}
