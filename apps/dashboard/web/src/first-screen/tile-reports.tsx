import type { Level } from '@chitieu/domain';
import { printDecimal } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { StateMark } from '../unit/state-mark.js';
import { Tile, Verdict } from './tile.js';
import type { TileSource } from './tile-source.js';

/** How many of the communes below have reported in time; all of them is the plan. */
export function ReportsTile({ own, below, title, level }: TileSource & { title: string; level: Level }) {
  const { t, language } = useSay();
  const value = own?.values.get('reports-on-time');
  const { actual, reporting } = value ?? {};
  const units = level === 'village' ? t('level.village') : t('level.commune');
  const missing = reporting ? reporting.expected - reporting.received : 0;
  return (
    <Tile
      title={title}
      indicator="reports-on-time"
      value={value}
      figure={actual ? printDecimal(actual.num, language) : null}
      unitWord={actual ? `/${printDecimal(actual.den, language)} ${units}` : undefined}
      detail={missing > 0 ? t('tile.missing', { count: missing, units }) : t('tile.allIn')}
    >
      {value?.target || !actual ? (
        <Verdict value={value} below={below} />
      ) : (
        <StateMark state={missing > 0 ? 'no_data' : actual.num === actual.den ? 'achieved' : 'at_risk'} />
      )}
    </Tile>
  );
}
