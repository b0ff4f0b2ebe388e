import type { AlertOnWire } from '@chitieu/contracts';
import { Link, useParams } from 'react-router';
import { Answers } from '../answering/answers.js';
import { ExplanationState } from '../answering/explanation-state.js';
import { useCatalogue } from '../api/queries.js';
import { isMissing } from '../api/read.js';
import { Answered } from '../frame/answered.js';
import { printLevel, printPercent, printPercentagePoints, printReading } from '../number/format-number.js';
import { printDate, printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { useAddressOf, useChangeView, useView } from '../view.js';
import { AlertState } from './alert-state.js';
import { useAlert, useAlertHistory } from './queries.js';

/** One alert: what it says, its figures, what happened in order, and what can be done. */
export function AlertStory() {
  const { t } = useSay();
  const { unit, period } = useView();
  const { alert: id = '' } = useParams();
  const addressOf = useAddressOf();
  const alert = useAlert(id);
  return (
    <>
      <p className="part">
        <Link to={addressOf(unit, period, 'alerts')}>‹ {t('alert-list.toList')}</Link>
      </p>
      {isMissing(alert.error) ? (
        <p role="alert">{t('alert-list.noSuch')}</p>
      ) : (
        <Answered of={alert}>{(of) => <Story alert={of} />}</Answered>
      )}
    </>
  );
}

function Story({ alert }: { alert: AlertOnWire }) {
  const { t, say } = useSay();
  const change = useChangeView();
  const addressOf = useAddressOf();
  const { data: catalogue } = useCatalogue();
  const indicator = catalogue?.get(alert.indicator);
  return (
    <article className="card part story">
      <div className="bar">
        <h2>{t(`alert-list.rules.${alert.rule}`, { defaultValue: alert.rule })}</h2>
        <AlertState of={alert.state} />
        <span className="soft">{t('alert-list.episode', { count: alert.episode })}</span>
        {alert.assigned && <span className="soft">{t('alert-list.assigned', alert.assigned)}</span>}
        {alert.silenced && <span className="soft">{t('alert-list.silenced', { until: printDate(alert.silenced.until) })}</span>}
      </div>
      <p className="padded">
        <Link to={addressOf(alert.orgUnit.code, alert.period)}>
          <strong>{alert.orgUnit.name}</strong>
        </Link>{' '}
        · {indicator ? say(indicator.name) : alert.indicator} · {alert.period}
      </p>
      <p className="padded">{say(alert.message)}</p>
      <Figures alert={alert} />
      <ExplanationState alert={alert} />
      <Answers alert={alert}>
        <button
          type="button"
          className="quiet"
          onClick={() =>
            change({ explain: alert.indicator, of: alert.orgUnit.code, at: alert.period, dimension: alert.dimension })
          }
        >
          {t('alert-list.explain')}
        </button>
      </Answers>
      <History alert={alert} />
    </article>
  );
}

function Figures({ alert }: { alert: AlertOnWire }) {
  const { t, language } = useSay();
  const { data: catalogue } = useCatalogue();
  const unit = catalogue?.get(alert.indicator)?.unit;
  if (!unit || !alert.actual) return null;
  const level = (of: string | null): string | null => (of === null ? null : printLevel(of, unit, language));
  const needed = alert.neededPerMonth;
  const figures = {
    actual: printReading(alert.actual, unit, language),
    target: level(alert.target),
    toDate: level(alert.expectedToDate),
    pace: alert.pace && printPercent({ num: alert.pace, den: '1' }, language, 0),
    needed: needed && (unit === 'ratio' ? printPercentagePoints({ num: needed, den: '1' }, language) : level(needed)),
    ends: alert.forecast ? printPercent({ num: alert.forecast.end, den: '1' }, language, 0) : null,
  };
  return (
    <dl className="padded facts" aria-label={t('alert-list.figures')}>
      {Object.entries(figures).map(
        ([name, text]) =>
          text && (
            <div key={name}>
              <dt className="soft">{t(`alert-list.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** In the order in which it happened: what was decided, what people did, what was told. */
function History({ alert }: { alert: AlertOnWire }) {
  const { t } = useSay();
  const { data } = useAlertHistory(alert.id);
  const isProduct = (by: string): boolean => by === 'chitieu';
  const lines = [
    ...(data?.items ?? []).map(({ at, by, what, reason }) => {
      const done = t(`answering.events.${what}`, { defaultValue: what });
      const more = what === 'escalated' ? ` ${reason}` : '';
      return { at, text: isProduct(by) ? done + more : `${by} ${done}: ${reason}` };
    }),
    ...alert.notifications.map(({ at, channel, state }) => ({
      at,
      text: `${t('alert-list.told')}: ${t(`alert-list.channels.${channel}`)} · ${t(`alert-list.deliveries.${state}`)}`,
    })),
  ];
  return (
    <section className="padded" aria-labelledby="story-title">
      <h3 id="story-title">{t('alert-list.story')}</h3>
      <ol className="history">
        {lines
          .sort((a, b) => (a.at < b.at ? -1 : 1))
          .map(({ at, text }) => (
            <li key={`${at}/${text}`}>
              <time dateTime={at}>{printInstant(at)}</time> {text}
            </li>
          ))}
      </ol>
    </section>
  );
}
