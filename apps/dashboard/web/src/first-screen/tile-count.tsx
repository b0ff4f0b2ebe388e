import type { IndicatorValue } from '@chitieu/contracts';
import { printCount, printLevel } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { Tile, Verdict } from './tile.js';
import type { TileSource } from './tile-source.js';

/** A number of households, with how many fewer there are and how many fewer were planned. */
export function CountTile({
  own,
  below,
  title,
  stock,
  reduction,
}: TileSource & { title: string; stock: string; reduction: string }) {
  const { t, language } = useSay();
  const fallText = useFallText();
  const value = own?.values.get(stock);
  const fall = own?.values.get(reduction);
  return (
    <Tile
      title={title}
      indicator={stock}
      value={value}
      figure={value?.actual ? printCount(value.actual, language) : null}
      unitWord={t('tile.households')}
      detail={fall && fallText(fall, value)}
    >
      <Verdict value={value?.target ? value : fall} below={below} />
    </Tile>
  );
}

function useFallText(): (fall: IndicatorValue, stock: IndicatorValue | undefined) => string {
  const { t, language, reason } = useSay();
  const planned = (fall: IndicatorValue, stock: IndicatorValue | undefined): string => {
    const level = (text: string) => ({ value: printLevel(text, 'households', language) });
    if (stock?.target?.level) return t('tile.plan', level(stock.target.level));
    return fall.target?.level ? t('tile.fewerPlan', level(fall.target.level)) : t('tile.noPlan');
  };
  const changed = (fewer: bigint): string => {
    if (fewer === 0n) return t('tile.same');
    const value = printCount({ num: String(fewer < 0n ? -fewer : fewer), den: '1' }, language);
    return t(fewer > 0n ? 'tile.fewer' : 'tile.more', { value });
  };
  return (fall, stock) =>
    `${fall.actual ? changed(BigInt(fall.actual.num)) : reason(fall.reason ?? 'no_data')} · ${planned(fall, stock)}`;
}
