import type { Level } from '@chitieu/domain';
import { useSay } from '../text/say.js';
import type { TileSource } from './tile-source.js';
import { CountTile } from './tile-count.js';
import { DisbursementTile, RateTile } from './tile-rate.js';
import { ReportsTile } from './tile-reports.js';

/** The five figures that every meeting begins with. */
export function Tiles({ own, below, level }: TileSource & { level: Level }) {
  const { t } = useSay();
  const source = { own, below };
  return (
    <section className="tiles" aria-label={t('app.about')}>
      <CountTile {...source} title={t('tile.poor')} stock="poor-households" reduction="poor-reduction" />
      <CountTile {...source} title={t('tile.nearPoor')} stock="near-poor-households" reduction="near-poor-reduction" />
      <RateTile {...source} title={t('tile.poorRate')} indicator="poor-rate" />
      <DisbursementTile {...source} title={t('tile.disbursement')} />
      <ReportsTile {...source} title={t('tile.reports')} level={level} />
    </section>
  );
}
