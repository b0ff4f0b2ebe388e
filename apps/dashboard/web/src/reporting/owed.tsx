import type { ReportingOnWire } from '@chitieu/contracts';
import { useSay } from '../text/say.js';

type Counts = Pick<ReportingOnWire['forms'][number], 'expected' | 'received' | 'late' | 'returned' | 'missing' | 'notDue'>;

/** What was received of what is owed, in shape, word and colour: red only where somebody must send. */
export function Owed({ of }: { of: Counts | undefined }) {
  const { t } = useSay();
  if (!of || of.expected === 0) return <span className="missing">– {t('reporting.nothing')}</span>;
  const { expected, received, late, returned, missing, notDue } = of;
  const parts = Object.entries({ missing, returned, late, notDue }).filter(([, count]) => count > 0);
  const look = missing + returned > 0 ? 'off' : late > 0 ? 'risk' : received === expected ? 'ok' : 'none';
  return (
    <span className={`state ${look}`}>
      <span aria-hidden="true">{{ off: '■', risk: '▲', ok: '●', none: '○' }[look]}</span> {received}/{expected}{' '}
      <span className="owed">
        {parts.length > 0 ? parts.map(([what, count]) => t(`reporting.${what}`, { count })).join(' · ') : t('reporting.complete')}
      </span>
    </span>
  );
}
