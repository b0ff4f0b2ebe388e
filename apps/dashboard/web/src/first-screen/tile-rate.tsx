import type { IndicatorValue } from '@chitieu/contracts';
import { moneyScale, moneyWord, printCount, printLevel, printMoneyIn, printPercent } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { Tile, Verdict } from './tile.js';
import type { TileSource } from './tile-source.js';

/** A share of the households, beside the year's plan. */
export function RateTile({ own, below, title, indicator }: TileSource & { title: string; indicator: string }) {
  const { t, language } = useSay();
  const value = own?.values.get(indicator);
  const { actual } = value ?? {};
  const parts = actual && {
    num: printCount({ num: actual.num, den: '1' }, language),
    den: printCount({ num: actual.den, den: '1' }, language),
  };
  return (
    <Tile
      title={title}
      indicator={indicator}
      value={value}
      figure={actual ? printPercent(actual, language) : null}
      plan={usePlan(value, 2)}
      detail={parts && t('tile.ofHouseholds', parts)}
    >
      <Verdict value={value} below={below} />
    </Tile>
  );
}

/** The share of the assigned money that has been paid. */
export function DisbursementTile({ own, below, title }: TileSource & { title: string }) {
  const { t, language } = useSay();
  const value = own?.values.get('disbursement-rate');
  const { actual } = value ?? {};
  const scale = actual ? moneyScale(actual.den) : 'million';
  return (
    <Tile
      title={title}
      indicator="disbursement-rate"
      value={value}
      figure={actual ? printPercent(actual, language, 1) : null}
      plan={usePlan(value, 0)}
      detail={
        actual &&
        t('tile.ofMoney', {
          num: printMoneyIn(scale, actual.num, language),
          den: printMoneyIn(scale, actual.den, language),
          word: moneyWord(scale, language),
        })
      }
    >
      <Verdict value={value} below={below} />
    </Tile>
  );
}

function usePlan(value: IndicatorValue | undefined, places: number): string | undefined {
  const { t, language } = useSay();
  if (!value?.target?.level) return undefined;
  const level =
    places === 2
      ? printLevel(value.target.level, 'ratio', language)
      : printPercent({ num: value.target.level, den: '1' }, language, places);
  return t('tile.plan', { value: level });
}
