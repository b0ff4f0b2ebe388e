import type { Bilingual } from '../catalogue/indicator.js';
import type { Misprint } from './misprint.js';
import type { LawName } from './table-laws.js';

/** What is wrong where a law of a table is broken. */
export const LAW_TEXTS: Record<LawName, Bilingual> = {
  'rows-add-up': { vi: 'cộng các dòng không bằng dòng tổng', en: 'the rows do not add up to the row of the whole' },
  'columns-add-up': {
    vi: 'cộng các cột thành phần không bằng cột chung',
    en: 'the columns do not add up to the column of the whole',
  },
  'one-denominator': {
    vi: 'các tỷ lệ của một dòng không cùng một mẫu số',
    en: 'the rates of a row cannot be of the same denominator',
  },
  'rate-of-the-whole-lies-between': {
    vi: 'tỷ lệ chung nằm ngoài khoảng của các thành phần',
    en: 'the rate of the whole lies outside the rates of its parts',
  },
  'part-is-no-larger': { vi: 'thành phần lớn hơn tổng', en: 'a part is larger than its whole' },
  'rate-is-at-most-100': { vi: 'tỷ lệ vượt 100 %', en: 'a rate is above 100 %' },
};

export const MISPRINT_TEXTS: Record<Misprint['how'], Bilingual> = {
  'digits-swapped': { vi: 'đảo chữ số', en: 'digits swapped' },
  'ten-times': { vi: 'gấp 10 lần', en: 'ten times too large' },
  'a-tenth': { vi: 'bằng 1/10', en: 'a tenth of it' },
  'a-thousand-times': { vi: 'gấp 1.000 lần', en: 'a thousand times too large' },
  'a-thousandth': { vi: 'bằng 1/1.000', en: 'a thousandth of it' },
};
