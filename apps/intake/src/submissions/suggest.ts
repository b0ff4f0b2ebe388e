import type { Bilingual } from '@chitieu/contracts';
import { isIsoDate } from '@chitieu/domain';

const oneOf = (readings: string[]): Bilingual | undefined =>
  readings.length === 0 ? undefined : { vi: `Có phải: ${readings.join(' hay ')}?`, en: `Did you mean ${readings.join(' or ')}?` };

/** Both readings where a slash date has two: 03/04/2024 is 3 April or 4 March. */
export function dateReadings(given: string): Bilingual | undefined {
  const match = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*$/.exec(given);
  if (!match) return undefined;
  const [a, b, year] = [match[1]!.padStart(2, '0'), match[2]!.padStart(2, '0'), match[3]!];
  const readings = [
    { iso: `${year}-${b}-${a}`, as: 'dd/mm/yyyy' },
    { iso: `${year}-${a}-${b}`, as: 'mm/dd/yyyy' },
  ].filter(({ iso }, index, all) => isIsoDate(iso) && all.findIndex((other) => other.iso === iso) === index);
  return oneOf(readings.map(({ iso, as }) => `${iso} (${as})`));
}

/** Both readings of a number whose mark may group or divide: `1.063`, `1,063`. Whole numbers only where `whole`. */
export function numberReadings(given: string, whole: boolean): Bilingual | undefined {
  const text = given.trim();
  const match = /^(-?)(\d{1,3})(([.,])\d{3}(?:\4\d{3})*)$/.exec(text);
  if (match) {
    const grouped = `${match[1]}${match[2]}${match[3]!.replace(/[.,]/g, '')}`;
    const single = text.split(match[4]!).length === 2;
    const divided = `${match[1]}${match[2]}.${match[3]!.slice(1)}`;
    if (!single) return oneOf([grouped]);
    const inMillions = `${grouped}000000`;
    return oneOf(whole ? [grouped, `${divided} (${inMillions} = ${text} triệu)`] : [grouped, divided]);
  }
  if (/^-?\d+,\d+$/.test(text) && !whole) return oneOf([text.replace(',', '.')]);
  if (/^-?0(\.0+)?$/.test(text)) return oneOf(['0']);
  return undefined;
}

/** The nearest word of a list, when it is near enough to be a slip. */
export function nearest(given: string, words: readonly string[]): Bilingual | undefined {
  if (given.length > 64) return undefined;
  const ranked = words
    .map((word) => ({ word, far: distance(given.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.max(2, Math.floor(best.word.length / 3)) ? oneOf([best.word]) : undefined;
}

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

export const didYouMean = oneOf;
