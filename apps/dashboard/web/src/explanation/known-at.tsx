import { printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { useChangeView } from '../view.js';

/** The same number as it stood with what had been accepted by the end of a day; empty: with all there is. */
export function KnownAt({ day, answered }: { day: string | null; answered: string | undefined }) {
  const { t } = useSay();
  const change = useChangeView();
  return (
    <div className="known-at">
      <label>
        {t('explain.knownAt')}{' '}
        <input
          type="date"
          value={day?.slice(0, 10) ?? ''}
          onChange={({ currentTarget }) => change({ knownAt: currentTarget.value || null })}
        />
      </label>
      {day && (
        <button type="button" className="quiet" onClick={() => change({ knownAt: null })}>
          {t('explain.knownNow')}
        </button>
      )}
      {day && answered && (
        <p className="soft" role="status">
          {t('explain.asKnown', { time: printInstant(answered) })}
        </p>
      )}
    </div>
  );
}
