import { useState, type ReactNode } from 'react';
import type { AlertOnWire } from '@chitieu/contracts';
import { useSay } from '../text/say.js';
import { actionsFor, type Action } from './actions.js';
import { AnswerForm } from './answer-form.js';

/** What can be done with an alert as it stands, each in its form; `children`: what else leads on. */
export function Answers({ alert, children }: { alert: AlertOnWire; children: ReactNode }) {
  const { t } = useSay();
  const [chosen, choose] = useState<Action | null>(null);
  const actions = actionsFor(alert);
  const current = actions.find((action) => action === chosen);
  return (
    <>
      <div className="padded answers" role="group" aria-label={t('answering.what')}>
        {children}
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            className="quiet"
            aria-pressed={action === current}
            onClick={() => choose(action === current ? null : action)}
          >
            {t(`answering.${action}.do`)}
          </button>
        ))}
      </div>
      {current && (
        <div className="padded">
          <AnswerForm key={current} alert={alert.id} action={current} onDone={() => choose(null)} />
        </div>
      )}
    </>
  );
}
