import type { ExplanationOnWire } from '@chitieu/contracts';
import { useSay } from '../text/say.js';

/** The newest entities behind the number, each with the revision of its last event. */
export function EventsBehind({ explanation: { events, eventCount } }: { explanation: ExplanationOnWire }) {
  const { t } = useSay();
  return (
    <section>
      <h3>
        {t('explain.events')}{' '}
        {eventCount > 0 && <small>{t('explain.eventsCount', { shown: events.length, count: eventCount })}</small>}
      </h3>
      {events.length === 0 && <p className="soft">{t('explain.noEvents')}</p>}
      <ul className="events">
        {events.map(({ entity, rev, note }) => (
          <li key={entity}>
            <code>{entity}</code> <span className="soft">{note}</span> <small>{t('explain.revision', { revision: rev })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
