import { useAlerts } from '../api/queries.js';
import { useAlertText } from '../first-screen/alert-text.js';
import { useSay } from '../text/say.js';
import { shortName } from '../unit/unit-name.js';

const SHOWN = 8;

/** Open alerts of the unit and of everything below it, without who took them in hand: a room looks at it. */
export function WallAlerts({ unit }: { unit: string }) {
  const { t } = useSay();
  const alertText = useAlertText();
  const { data } = useAlerts(unit);
  const alerts = data?.items ?? [];
  return (
    <section className="card" aria-label={t('wall.sheets.alerts')}>
      <ul className="wall-alerts">
        {alerts.slice(0, SHOWN).map((alert) => (
          <li key={alert.id} data-alert={alert.id}>
            <strong>{shortName(alert.orgUnit.name)}</strong> <span className="soft">{alertText(alert)}</span>
          </li>
        ))}
        {alerts.length === 0 && <li className="soft">{t('alerts.none')}</li>}
      </ul>
      {alerts.length > SHOWN && <p className="soft padded">{t('wall.more', { count: alerts.length - SHOWN })}</p>}
    </section>
  );
}
