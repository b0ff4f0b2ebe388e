import { parseVietnameseDate } from '../written/vietnamese-date.js';
import { placeOf } from './paragraphs.js';
import type { LegalBasis } from './plan-draft.js';
import type { Passage } from './sections.js';

const KIND =
  'luat|nghi dinh|nghi quyet|quyet dinh|ke hoach|thong tu(?: lien tich)?|chi thi|cong van|chuong trinh|huong dan|thong bao|bao cao';
const CITED = new RegExp(
  `\\b(${KIND})(?: so)? ?:? ?(\\d+[a-z]?(?:\\/\\d{4})?[/-] ?[a-z][a-z0-9]*(?:[/-] ?[a-z0-9&]+)*)` +
    `(?:,? (ngay (?:\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{1,2} thang \\d{1,2} nam \\d{4})))?`,
  'g',
);
const ISSUER = /^,? (?:cua|do) ((?:[^,;.:](?! (?:ve|quy dinh|phe duyet|ban hanh|thuc hien)\b))*[^,;.:]?)/;

/** Documents cited by kind and number, with their date and who issued them. */
export function readLegalBases(passage: Passage): LegalBasis[] {
  const { text, folded } = passage;
  return [...folded.matchAll(CITED)].map((match) => {
    const [whole, kind = '', number = '', day] = match;
    const end = match.index + whole.length;
    const issuer = ISSUER.exec(folded.slice(end));
    const date = day === undefined ? null : parseVietnameseDate(day.replace(/^ngay (?=\d+[/.-])/, ''));
    const from = match.index + whole.indexOf(number);
    return {
      kind: text.slice(match.index, match.index + kind.length),
      number: text.slice(from, from + number.length),
      date: date?.outcome === 'value' ? date.value : null,
      dateReason: date === null ? 'not-said' : date.outcome === 'refused' ? date.reason : null,
      issuer: issuer ? text.slice(end + issuer[0].length - issuer[1]!.length, end + issuer[0].length).trim() : null,
      place: placeOf(passage, match.index),
    };
  });
}
