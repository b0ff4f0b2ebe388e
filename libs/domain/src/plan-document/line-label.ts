export type LabelStyle = 'part' | 'upper' | 'roman' | 'decimal' | 'letter' | 'paren' | 'dash' | 'plus';

/** The numbering in front of a line. */
export interface LineLabel {
  style: LabelStyle;
  /** Depth inside a style: 2 for `3.1`. */
  depth: number;
  /** As written, without marks: `III`, `3.1`, `b`. */
  number: string;
  /** Where the text behind it begins. */
  end: number;
}

const UNIT = '(?:%|ty|ti|trieu|tr|nghin|ngan|dong|d|ho|nguoi)\\b';
const SHAPES: readonly [LabelStyle, RegExp][] = [
  ['part', /^phan (?:thu )?([ivx]+|nhat|hai|ba|bon|tu|nam|\d)\b[\s.:,–-]*/],
  ['roman', /^([ivx]{1,5})[.)/:-]\s*(?=\S)/],
  ['upper', /^([a-hk])[.:]\s+(?=\S)/],
  ['decimal', new RegExp(`^(\\d{1,2}(?:\\.\\d{1,2})+)[.):/]?\\s+(?!${UNIT})(?=\\D)`)],
  ['decimal', /^(\d{1,2})[.):/-]\s*(?=[\p{L}"“(*])/u],
  ['letter', /^([a-z])\)\s*/],
  ['paren', /^\((\d{1,2}|[a-z])\)\s*/],
  ['plus', /^(\+)\s*/],
  ['dash', /^([-–—•*·●▪o])\s+|^([-–—•])(?=\p{L})/u],
];

/** @param text as written: Roman numbers and letters in front of a title are capitals */
export function labelOf(text: string, folded: string): LineLabel | null {
  for (const [style, shape] of SHAPES) {
    const match = shape.exec(folded);
    if (!match) continue;
    const number = match[1] ?? match[2] ?? '';
    if ((style === 'roman' || style === 'upper') && !/^\p{Lu}/u.test(text)) continue;
    return { style, depth: number.split('.').length, number, end: match[0].length };
  }
  return null;
}
