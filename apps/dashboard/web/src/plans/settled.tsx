import { Answered } from '../frame/answered.js';
import { useSay } from '../text/say.js';
import { useView } from '../view.js';
import { PeriodHistory } from './period-history.js';
import { StepButtons } from './step-buttons.js';
import { useSettled } from './queries.js';
import { Restatements } from './restatements.js';

/** Where the period stands, who closed and published it, and which published figure is another one now. */
export function Settled() {
  const { t } = useSay();
  const { unit, period } = useView();
  return (
    <section className="card part" aria-labelledby="settled-title" data-part="settled">
      <div className="bar">
        <h2 id="settled-title">{t('plans.settled')}</h2>
      </div>
      <Answered of={useSettled(unit, period)}>
        {({ period: of, restatements }) => (
          <div className="padded">
            <p>
              <strong data-state={of?.state ?? 'open'}>{t(`plans.periodState.${of?.state ?? 'open'}`)}</strong>
              {of && of.revision > 0 && <span className="soft"> · {t('plans.publishedTimes', { count: of.revision })}</span>}
            </p>
            <StepButtons state={of?.state ?? 'open'} />
            <h3>{t('plans.history')}</h3>
            <PeriodHistory steps={of?.steps ?? []} />
            <h3>{t('plans.restatements')}</h3>
            <Restatements items={restatements} />
          </div>
        )}
      </Answered>
    </section>
  );
}
