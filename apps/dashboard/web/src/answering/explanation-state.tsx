import type { AlertOnWire } from '@chitieu/contracts';
import { printDate, printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';

/** What was asked, by when, and what was replied; nothing where nobody asked. */
export function ExplanationState({ alert: { explanation } }: { alert: AlertOnWire }) {
  const { t } = useSay();
  if (!explanation) return null;
  const { state, question, requestedBy, dueOn, replies, escalatedTo } = explanation;
  return (
    <section className="padded" aria-labelledby="explanation-title" data-part="explanation">
      <h3 id="explanation-title">
        {t('answering.explanation')} <span className="soft">{t(`answering.states.${state}`)}</span>
      </h3>
      <p>
        <strong>{requestedBy}</strong>: {question} <span className="soft">{t('answering.dueOn', { on: printDate(dueOn) })}</span>
        {escalatedTo && <span className="soft"> · {t('answering.escalatedTo', { unit: escalatedTo })}</span>}
      </p>
      {replies.map(({ by, at, text }) => (
        <blockquote key={at}>
          <p className="said">{text}</p>
          <footer className="soft">
            {by} · {printInstant(at)}
          </footer>
        </blockquote>
      ))}
    </section>
  );
}
