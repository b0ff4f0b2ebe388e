import { REFRESH_MS } from '../api/queries.js';
import { printClock } from '../number/format-time.js';
import { useSay } from '../text/say.js';

/** Says plainly when what is shown may be old. */
export function StaleBanner({ isLive, failed, updatedAt }: { isLive: boolean; failed: boolean; updatedAt: number }) {
  const { t } = useSay();
  if (!failed && isLive) return <div role="status" className="unseen" />;
  const time = printClock(new Date(updatedAt));
  const text = failed
    ? t(updatedAt === 0 ? 'problem.firstLoad' : 'problem.stale', { time })
    : updatedAt > 0
      ? t('problem.streamAway', { time, seconds: REFRESH_MS / 1000 })
      : '';
  return (
    <div role="status" className={text ? 'stale' : 'unseen'}>
      {text}
    </div>
  );
}
