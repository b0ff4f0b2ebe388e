import type { IndicatorOnWire } from '@chitieu/contracts';
import { roundExact, type Quotient } from './round-exact.js';

export type Language = 'vi' | 'en';
export type IndicatorUnit = IndicatorOnWire['unit'];

const NO_BREAK = '\u00a0';
const MINUS = '\u2212';
const MARKS = { vi: { group: '.', point: ',' }, en: { group: ',', point: '.' } } as const;
const MILLION = 1_000_000n;
/** From here on amounts are told in tỷ: a hundred billion đồng. */
const BILLIONS_FROM_DONG = 100_000n * MILLION;

/** A plain decimal (`-1234.5`) as the language writes it. */
export function printDecimal(plain: string, language: Language): string {
  const { group, point } = MARKS[language];
  const [whole = '', fraction] = plain.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return (plain.startsWith('-') ? MINUS : '') + grouped + (fraction ? point + fraction : '');
}

export const printCount = (of: Quotient, language: Language): string => printDecimal(roundExact(of, 0), language);

/** 58/1612 → `3,60 %` · `3.60%`. */
export function printPercent(of: Quotient, language: Language, places = 2): string {
  return printDecimal(roundExact(of, places, 100n), language) + (language === 'vi' ? `${NO_BREAK}%` : '%');
}

/** A difference of rates: `−1,33 điểm %`. */
export function printPercentagePoints(of: Quotient, language: Language): string {
  return `${printDecimal(roundExact(of, 2, 100n), language)}${NO_BREAK}${language === 'vi' ? `điểm${NO_BREAK}%` : 'pp'}`;
}

/** Whether an amount is told in triệu or, when it is large, in tỷ. */
export const moneyScale = (dong: string): 'million' | 'billion' =>
  BigInt(roundExact({ num: dong, den: '1' }, 0)) >= BILLIONS_FROM_DONG ? 'billion' : 'million';

const MONEY_WORDS = { vi: { million: 'triệu', billion: 'tỷ' }, en: { million: 'million đ', billion: 'billion đ' } } as const;
export const moneyWord = (scale: 'million' | 'billion', language: Language): string => MONEY_WORDS[language][scale];

/** 1063000000 → `1.063` in triệu. */
export function printMoneyIn(scale: 'million' | 'billion', dong: string, language: Language): string {
  const den = scale === 'million' ? '1000000' : '1000000000';
  return printDecimal(roundExact({ num: dong, den }, scale === 'million' ? 0 : 1), language);
}

/** 1063000000 → `1.063 triệu` · `1,063 million đ`. */
export function printMoney(dong: string, language: Language): string {
  const scale = moneyScale(dong);
  return `${printMoneyIn(scale, dong, language)}${NO_BREAK}${moneyWord(scale, language)}`;
}

/** A reading in its indicator's own unit. */
export function printReading(of: Quotient, unit: IndicatorUnit, language: Language): string {
  if (unit === 'ratio') return printPercent(of, language);
  if (unit === 'percentagePoints') return printPercentagePoints(of, language);
  if (unit === 'dong') return printMoney(roundExact(of, 0), language);
  if (unit === 'units') return `${printDecimal(of.num, language)}/${printDecimal(of.den, language)}`;
  return printCount(of, language);
}

/** A level of a plan or a trajectory, a decimal string in the indicator's unit. */
export function printLevel(level: string, unit: IndicatorUnit, language: Language): string {
  if (unit === 'units') return printPercent({ num: level, den: '1' }, language, 0);
  return printReading({ num: level, den: '1' }, unit, language);
}
