import type { ReactNode } from 'react';
import type { IndicatorValue } from '@chitieu/contracts';
import { printClock, printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import type { RankedUnit } from '../unit/rank-units.js';

interface CutOffProps {
  values: readonly IndicatorValue[];
  own: RankedUnit | undefined;
  isLive: boolean;
  updatedAt: number;
  children: ReactNode;
}

/** How old, how complete and how final the figures are. */
export function CutOff({ values, own, isLive, updatedAt, children }: CutOffProps) {
  const { t } = useSay();
  const asOf = values[0]?.asOf;
  const { received = 0, expected = 0 } = own?.values.get('poor-rate')?.reporting ?? {};
  const provisional = values.some((value) => value.provisional);
  return (
    <div className="cut-off">
      <p>
        {asOf && <strong>{t('header.asOf', { time: printInstant(asOf) })}</strong>}
        {asOf && <span> · {t(provisional ? 'header.provisional' : 'header.official')}</span>}
        {expected > 0 && <span> · {t('header.reported', { received, expected, units: t('level.commune') })}</span>}
      </p>
      <p>
        <span className={isLive ? 'live' : 'live away'}>
          <span aria-hidden="true">{isLive ? '●' : '○'}</span> {t(isLive ? 'header.live' : 'header.polling')}
        </span>
        {updatedAt > 0 && <span className="updated"> {t('header.updated', { time: printClock(new Date(updatedAt)) })}</span>}
        {children}
      </p>
    </div>
  );
}
