import type { Bilingual, ToldDefinition } from '@chitieu/contracts';
import { decimalOf, type Ratio } from '@chitieu/domain';

/** A change in the indicator's own unit: of a share, in percentage points. */
export const amountText = (change: Ratio, indicator: ToldDefinition, language: 'vi' | 'en'): string =>
  isShare(indicator)
    ? `${digits(percentPoints(change), 2, language)} ${UNITS.percentagePoints[language]}`
    : figureText(change, indicator, language);

export function figureText(figure: Ratio, indicator: ToldDefinition, language: 'vi' | 'en'): string {
  if (isShare(indicator)) return percent(figure, language);
  const places = figure.num % figure.den === 0n ? 0 : 1;
  return `${digits(figure, places, language)} ${UNITS[indicator.unit][language]}`;
}

const UNITS: Record<ToldDefinition['unit'], Bilingual> = {
  households: { vi: 'hộ', en: 'households' },
  persons: { vi: 'nhân khẩu', en: 'persons' },
  dong: { vi: 'đồng', en: 'dong' },
  units: { vi: 'đơn vị', en: 'units' },
  ratio: { vi: '%', en: '%' },
  percentagePoints: { vi: 'điểm phần trăm', en: 'percentage points' },
};

export const isShare = ({ unit }: ToldDefinition): boolean => unit === 'ratio' || unit === 'percentagePoints';
export const percentPoints = (r: Ratio): Ratio => ({ num: r.num * 100n, den: r.den });
export const percent = (r: Ratio, language: 'vi' | 'en'): string => `${digits(percentPoints(r), 2, language)} %`;

/** Vietnamese print: `1.063,5`; English: `1,063.5`. */
export function digits(r: Ratio, places: number, language: 'vi' | 'en'): string {
  const [whole, fraction] = decimalOf(r, places).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
  return fraction === undefined ? grouped : `${grouped}${language === 'vi' ? ',' : '.'}${fraction}`;
}

/** A name is a text of somebody's: line breaks and characters that hide or turn text stay out of messages. */
export const plainText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
