import type { Level } from '../vocabulary.js';
import { placeOf } from './paragraphs.js';
import type { ResponsibleOffice } from './plan-draft.js';
import type { Passage } from './sections.js';

const BY = /\b(?:do|giao) ([^;.()]{3,80}?) (?:lam )?(?:chu tri|chu dau tu|quan ly|phu trach|chiu trach nhiem)/;
const ASSIGNED =
  /(?:phan cong[^:;.]{0,30}|(?:co quan|don vi|to chuc) (?:chu tri|thuc hien|phu trach|quan ly)[^:;.]{0,12}|chu tri(?: thuc hien)?|trach nhiem[^:;.]{0,20}|chu dau tu): ?/;
const NAME_ENDS =
  /,? (?:chu tri|phoi hop|to chuc(?! chinh tri)|cu can bo|thuc hien|huong dan|tham muu|trien khai|chiu trach nhiem|la co quan|tham gia)\b|[;(]|\.$|\. |, (?:cac|phoi)/;
const TAKES_PART = /\b(?:cu can bo )?tham gia\b/;
const OFFICE =
  /^(?:de nghi )?(?:cong chuc|phong|ubnd|uy ban|ban |so |hoi |mttq|mat tran|uy ban mttq|doan|trung tam|tram|ngan hang|van phong|vhxh|cac thon|thon|to |truong|chi cuc|cac (?:phong|ban|doan the|xa|don vi|co quan))/;
const LONGEST_NAME = 90;

/** Level of an office by its name. A `Phòng` is the district's, until districts ended in mid-2025. */
export function levelOfOffice(folded: string, planYear: string | null): Level | null {
  if (/cong chuc|ubnd (?:xa|phuong|thi tran)|cap xa|\bthon\b|(?:xa|phuong|thi tran)$/.test(folded)) return 'commune';
  if (/^(?:so|ubnd tinh|ban dan toc)\b|cap tinh|\btinh$/.test(folded)) return 'province';
  if (/ubnd (?:huyen|thi xa|quan|thanh pho)|cap huyen|\bhuyen\b/.test(folded)) return 'district';
  if (/\bphong\b/.test(folded)) return planYear !== null && planYear >= '2026' ? null : 'district';
  return /^bo\b/.test(folded) ? 'nation' : null;
}

/** Who leads, by the words of one paragraph. */
export function officeIn(passage: Pick<Passage, 'text' | 'folded' | 'line'>, planYear: string | null): ResponsibleOffice | null {
  const { text, folded } = passage;
  const by = BY.exec(folded);
  if (by) {
    const from = by.index + by[0].indexOf(by[1]!);
    return office(text.slice(from, from + by[1]!.length), 'leads', passage, planYear);
  }
  const assigned = ASSIGNED.exec(folded);
  if (!assigned) return null;
  const from = assigned.index + assigned[0].length;
  const rest = folded.slice(from);
  const end = rest.search(NAME_ENDS);
  const name = text.slice(from, end < 0 ? undefined : from + end).trim();
  if (name === '' || name.length > LONGEST_NAME || !/^\p{L}/u.test(name) || /\d/.test(name)) return null;
  return office(name, TAKES_PART.test(rest) && !/chu tri/.test(rest) ? 'takes-part' : 'leads', passage, planYear);
}

function office(
  name: string,
  role: ResponsibleOffice['role'],
  passage: Pick<Passage, 'text' | 'folded' | 'line'>,
  planYear: string | null,
): ResponsibleOffice {
  const at = Math.max(0, passage.text.indexOf(name));
  return {
    name: name.trim(),
    level: levelOfOffice(passage.folded.slice(at, at + name.length).trim(), planYear),
    role,
    place: placeOf(passage),
  };
}

/** Headings of the section on who does what. */
export function officeWithDuties(passage: Passage, planYear: string | null): ResponsibleOffice | null {
  const { label, text, folded, titles } = passage;
  if (!titles.some((title) => /to chuc thuc hien|phan cong|trach nhiem/.test(title))) return null;
  if (label === null || !['decimal', 'letter', 'paren', 'dash'].includes(label.style)) return null;
  const name = text.slice(label.end).split(':')[0]!.trim();
  if (!OFFICE.test(folded.slice(label.end)) || name.length > LONGEST_NAME || (label.style === 'dash' && !text.includes(':')))
    return null;
  return office(name.replace(/^Đề nghị /u, ''), 'has-duties', passage, planYear);
}
