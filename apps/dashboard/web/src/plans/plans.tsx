import type { PlanInLedger } from '@chitieu/contracts';
import { Answered } from '../frame/answered.js';
import { printDate, printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { useView } from '../view.js';
import { Allocations } from './allocations.js';
import { Differences } from './differences.js';
import { usePlans } from './queries.js';
import { Settled } from './settled.js';
import { Targets } from './targets.js';

/** What the unit was asked to do, whether the levels agree on it, and what has been settled. */
export function Plans() {
  const { t } = useSay();
  const { unit, period } = useView();
  return (
    <>
      <Answered of={usePlans(unit, period)}>
        {(plans) => (
          <>
            {plans.map((plan) => (
              <Plan key={plan.planId} plan={plan} />
            ))}
            {plans.length === 0 && <p className="soft part">{t('plans.none')}</p>}
          </>
        )}
      </Answered>
      <Differences />
      <Settled />
    </>
  );
}

function Plan({ plan }: { plan: PlanInLedger }) {
  const { t } = useSay();
  const { number, date, issuer } = plan.decision ?? {};
  const decision = [number ? t('plans.decision', { number }) : t('plans.noNumber'), date && printDate(date), issuer];
  return (
    <section className="card part" aria-label={plan.planId} data-plan={plan.planId}>
      <div className="bar">
        <h2>{plan.planId}</h2>
        <span className="soft wrapping">{decision.filter(Boolean).join(' · ')}</span>
        {plan.retracted && <span className="state off">■ {t('plans.retracted', plan.retracted)}</span>}
      </div>
      <Targets plan={plan} />
      <Allocations plan={plan} />
      <details className="padded">
        <summary>
          {t('plans.revisions')} ({plan.revisions.length})
        </summary>
        <ol>
          {plan.revisions.map(({ ver, statedAt, changes }) => (
            <li key={ver}>
              {t('plans.revision', { ver, time: printInstant(statedAt) })}
              <span className="soft">
                {' '}
                · {changes.map(({ what, subject }) => [what, subject].filter(Boolean).join(' ')).join('; ')}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
