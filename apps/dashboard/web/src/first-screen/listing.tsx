import { useSay } from '../text/say.js';
import { rankUnits, type RankedUnit } from '../unit/rank-units.js';
import { useChangeView, useView } from '../view.js';
import type { History } from './history.js';
import { IndicatorsTable } from './indicators-table.js';
import { UnitsTable } from './units-table.js';

interface ListingProps {
  own: RankedUnit | undefined;
  below: readonly RankedUnit[];
  history: History;
  isPending: boolean;
  period: string;
}

/** The units below, those needing action first; or every indicator of the unit itself. */
export function Listing({ own, below, history, isPending, period }: ListingProps) {
  const { t } = useSay();
  const { listing, sort, direction } = useView();
  const [first] = below;
  const change = useChangeView();
  const hasUnits = isPending || below.length > 0;
  const shown = hasUnits ? listing : 'indicators';
  const title = shown === 'indicators' ? t('table.indicators') : first ? t(`below.${first.unit.level}`) : t('table.units');
  return (
    <section className="card listing" aria-labelledby="listing-title">
      <div className="bar">
        <h2 id="listing-title">{title}</h2>
        {shown === 'units' && sort === 'need' && <span className="soft">{t('table.order')}</span>}
        {shown === 'units' && (
          <span className="soft wide">
            <span className="tick-sign" aria-hidden="true" /> {t('table.expected')}
          </span>
        )}
        {hasUnits && (
          <div className="choice" role="group" aria-label={t('table.view')}>
            <button type="button" aria-pressed={shown === 'units'} onClick={() => change({ listing: null })}>
              {t('table.units')}
            </button>
            <button type="button" aria-pressed={shown === 'indicators'} onClick={() => change({ listing: 'indicators' })}>
              {t('table.indicators')}
            </button>
          </div>
        )}
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="listing-title">
        {shown === 'units' ? (
          <UnitsTable own={own} rows={rankUnits(below, sort, direction)} history={history} period={period} />
        ) : (
          <IndicatorsTable />
        )}
      </div>
    </section>
  );
}
