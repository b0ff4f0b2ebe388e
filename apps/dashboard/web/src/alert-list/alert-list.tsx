import type { AlertOnWire } from '@chitieu/contracts';
import { Link, useSearchParams } from 'react-router';
import { useCatalogue } from '../api/queries.js';
import { Answered } from '../frame/answered.js';
import { Table, type Column } from '../frame/table.js';
import { useAlertText } from '../first-screen/alert-text.js';
import { printDate } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf, useChangeView, useView } from '../view.js';
import { AlertState } from './alert-state.js';
import { ENDED, OPEN, useAlertList } from './queries.js';

/** Alerts of the unit and of everything below it: critical first, then the oldest. */
export function AlertList() {
  const { t } = useSay();
  const { unit } = useView();
  const [search] = useSearchParams();
  const isEnded = search.get('ended') === 'true';
  const alerts = useAlertList(unit, isEnded ? ENDED : OPEN);
  return (
    <section className="card part" aria-labelledby="list-title">
      <div className="bar">
        <h2 id="list-title">{t(isEnded ? 'alert-list.ended' : 'alert-list.open')}</h2>
        <span className="soft wrapping">{t('alert-list.about')}</span>
      </div>
      <Answered of={alerts}>{({ items }) => <Listed items={items} isEnded={isEnded} rule={search.get('rule')} />}</Answered>
    </section>
  );
}

function Listed({ items, isEnded, rule }: { items: AlertOnWire[]; isEnded: boolean; rule: string | null }) {
  const { t } = useSay();
  const change = useChangeView();
  const columns = useColumns();
  const shown = items.filter((alert) => !rule || alert.rule === rule).sort(byNeed);
  const rules = [...new Set(items.map((alert) => alert.rule))].sort();
  return (
    <>
      <div className="filters">
        <div className="choice" role="group" aria-label={t('alert-list.state')}>
          <button type="button" aria-pressed={!isEnded} onClick={() => change({ ended: null })}>
            {t('alert-list.open')}
          </button>
          <button type="button" aria-pressed={isEnded} onClick={() => change({ ended: 'true' })}>
            {t('alert-list.ended')}
          </button>
        </div>
        <label>
          {t('alert-list.rule')}{' '}
          <select value={rule ?? ''} onChange={({ target }) => change({ rule: target.value || null })}>
            <option value="">{t('alert-list.allRules')}</option>
            {rules.map((one) => (
              <option key={one} value={one}>
                {t(`alert-list.rules.${one}`, { defaultValue: one })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Table label={t('alert-list.title')} columns={columns} rows={shown} keyOf={({ id }) => id} />
      {shown.length === 0 && <p className="soft padded">{t('alert-list.none')}</p>}
    </>
  );
}

/** Told before those that are told in another's place, critical before warning, the oldest first. */
function byNeed(a: AlertOnWire, b: AlertOnWire): number {
  const ofEach = [a, b].map(
    ({ inhibitedBy, severity, startedAt }) => `${inhibitedBy ? 1 : 0}${severity === 'critical' ? 0 : 1}${startedAt}`,
  );
  return ofEach[0]! < ofEach[1]! ? -1 : 1;
}

function useColumns(): Column<AlertOnWire>[] {
  const { t, say } = useSay();
  const { unit, period } = useView();
  const addressOf = useAddressOf();
  const alertText = useAlertText();
  const { data: catalogue } = useCatalogue();
  return [
    {
      key: 'unit',
      label: t('alert-list.unit'),
      cell: ({ id, orgUnit }) => <Link to={addressOf(unit, period, `alerts/${id}`)}>{shortName(orgUnit.name)}</Link>,
    },
    { key: 'state', label: t('alert-list.state'), cell: ({ state }) => <AlertState of={state} /> },
    { key: 'rule', label: t('alert-list.rule'), cell: ({ rule }) => t(`alert-list.rules.${rule}`, { defaultValue: rule }) },
    {
      key: 'what',
      label: t('alert-list.what'),
      cell: (alert) => {
        const indicator = catalogue?.get(alert.indicator);
        return (
          <span className="wrapping">
            {indicator && <strong>{say(indicator.name)} </strong>}
            <span className="soft">
              {alert.period} · {alertText(alert)}
              {alert.inhibitedBy && <InsteadOf by={alert.inhibitedBy} />}
            </span>
          </span>
        );
      },
    },
    { key: 'since', label: t('alert-list.since'), cell: ({ startedAt }) => printDate(startedAt) },
    {
      key: 'owner',
      label: t('alert-list.owner'),
      cell: ({ acknowledged }) =>
        acknowledged ? (
          <span className="wrapping">{acknowledged.by}</span>
        ) : (
          <span className="soft">{t('alert-list.nobody')}</span>
        ),
    },
  ];
}

function InsteadOf({ by: { rule, orgUnit } }: { by: NonNullable<AlertOnWire['inhibitedBy']> }) {
  const { t } = useSay();
  const name = t(`alert-list.rules.${rule}`, { defaultValue: rule });
  return <> · {t('alert-list.instead', { rule: name, unit: orgUnit })}</>;
}
