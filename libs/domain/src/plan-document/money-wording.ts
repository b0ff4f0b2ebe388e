import type { AmountPart } from './plan-draft.js';
import { writtenFigures, type WrittenFigure } from './written-figures.js';

const PARTS_OF_IT = /trong do|\bgom\b|bao gom|\bchia ra\b/;
const ALL_PARTS = /\bgom\b|bao gom|chia ra/;
const PER_UNIT = /^ ?\/ ?(?:ho|nguoi|thang|can|con|mo hinh|ngay|suat|nha|lao dong)\b/;
const EACH = /\b(?:moi|dinh muc|muc ho tro|toi da)\b[^;.,]{0,30}$/;

export const capitalTypeIn = (folded: string): string | null =>
  /von dau tu|dau tu phat trien|\bdtpt\b|von dt\b/.test(folded)
    ? 'development'
    : /su nghiep|von sn\b/.test(folded)
      ? 'recurrent'
      : null;

export const fundSourceIn = (folded: string): string | null =>
  /trung uong|nstw|ngan sach nha nuoc/.test(folded)
    ? 'central'
    : /ngan sach (?:dia phuong|tinh|huyen|xa|cap)|nsdp|ns (?:tinh|huyen|xa)|ngan sach doi ung/.test(folded)
      ? 'local'
      : /tin dung|nhcsxh|von vay/.test(folded)
        ? 'credit'
        : /huy dong|xa hoi hoa|dong gop/.test(folded)
          ? 'mobilised'
          : null;

/** An amount, and what a sentence says it is made of. */
export interface WrittenAmount extends WrittenFigure {
  /** Text between it and the amount before. */
  label: string;
  parts: AmountPart[];
  partsAre: 'of-which' | 'all' | null;
}

/** The amounts of a text; those behind `trong đó` are parts of the one before. What a household may get is no amount of the plan. */
export function writtenAmounts(text: string, folded: string): WrittenAmount[] {
  const amounts: WrittenAmount[] = [];
  let end = 0;
  let areParts: WrittenAmount['partsAre'] = null;
  for (const figure of writtenFigures(text, folded)) {
    if (figure.kind !== 'money') continue;
    const before = folded.slice(end, figure.start);
    const label = text.slice(end, figure.start);
    end = figure.end;
    if (PER_UNIT.test(folded.slice(figure.end)) || EACH.test(before)) continue;
    const last = amounts.at(-1);
    const isInBrackets = /^ ?\(/.test(before) && (capitalTypeIn(before) !== null || fundSourceIn(before) !== null);
    if ((PARTS_OF_IT.test(before) || isInBrackets) && last) areParts = ALL_PARTS.test(before) ? 'all' : 'of-which';
    else if (/\btong\b/.test(before)) areParts = null;
    if (areParts && last) {
      last.parts.push(partOf(figure, label, before));
      last.partsAre = areParts;
    } else amounts.push({ ...figure, label, parts: [], partsAre: null });
  }
  return amounts;
}

const partOf = (figure: WrittenFigure, label: string, before: string): AmountPart => ({
  label: label
    .replace(/^[\s,;:.()–-]+/, '')
    .replace(/^.*(?:trong đó|bao gồm|gồm|chia ra)[\s:,]*|^và /iu, '')
    .replace(/[\s:,–-]+$|(?: là| kinh phí)$/giu, ''),
  text: figure.text,
  amountDong: figure.value,
  capitalType: capitalTypeIn(before),
  fundSource: fundSourceIn(before),
});
