import type { Level } from '../vocabulary.js';
import { parseVietnameseDate } from '../written/vietnamese-date.js';
import { placeOf, type Paragraph } from './paragraphs.js';
import type { Confidence, PlanDraft, Stated } from './plan-draft.js';
import { yearIn, type Passage } from './sections.js';
import { readSigner } from './signer.js';

export interface DocumentYears {
  plan: string | null;
  result: string | null;
  level: Level | null;
}

const HEAD = 25;
const TITLE_LINES = 4;

export const unknown = <T>(reason: string, place: Stated['place'] = null): Stated<T> => ({
  value: null,
  reason,
  place,
  confidence: null,
  confirmed: false,
});
const stated = <T>(value: T, from: Pick<Paragraph, 'line' | 'text'>, confidence: Confidence = 'high'): Stated<T> => ({
  value,
  reason: null,
  place: placeOf(from),
  confidence,
  confirmed: false,
});

/** What stands around the text: number, date, issuer, title, years, who signed. */
export function readFrontMatter(passages: Passage[]): PlanDraft['document'] {
  const isTitle = ({ folded, cells, isHeading }: Passage): boolean =>
    cells === null && (/^ke hoach\b/.test(folded) || (isHeading && /\bke hoach\b/.test(folded) && !/^phan /.test(folded)));
  const titleAt = passages.slice(0, HEAD).findIndex(isTitle);
  const title = titleAt < 0 ? [] : titleBlock(passages.slice(titleAt));
  const head = passages.slice(0, titleAt < 0 ? HEAD : Math.min(HEAD, titleAt + 1));
  const tail = passages.slice(-HEAD);
  const unit = readUnit(head.slice(0, -1), title);
  return {
    title: title[0] ? stated(title.map(({ text }) => text).join(' '), title[0], 'medium') : unknown('not-found'),
    number: readNumber(head),
    date: readDate(head, tail),
    ...unit,
    issuer: issuerOf(unit.unitName, passages),
    planYear: readPlanYear(title, passages),
    resultYear: readResultYear(passages),
    ...readSigner(tail),
  };
}

/** The word `Kế hoạch` and what it is a plan of, up to the first sentence or numbered line. */
function titleBlock(passages: Passage[]): Passage[] {
  const [first, ...rest] = passages;
  const end = rest.findIndex(
    ({ folded, label }) =>
      label !== null || /[.;:]$|\d ?(?:ho|%)|^(?:thuc hien (?:ke hoach|quyet dinh|nghi quyet|chi thi)|can cu)/.test(folded),
  );
  return [first!, ...rest.slice(0, Math.min(end < 0 ? TITLE_LINES : end, TITLE_LINES))];
}

function readNumber(head: Passage[]): Stated {
  for (const passage of head) {
    const match = /(?:^so ?:?|\bso ?:) ?(\d*[a-z]?)[ ._…]*\/ ?([a-z&]+(?:-[a-z&]+)*)/.exec(passage.folded);
    if (!match) continue;
    if (match[1] === '') return unknown('left-blank', placeOf(passage));
    const from = match.index + match[0].search(/\d/);
    return stated(passage.text.slice(from, match.index + match[0].length).replace(/[\s._…]/g, ''), passage);
  }
  return unknown('not-found');
}

function readDate(head: Passage[], tail: Passage[]): Stated {
  for (const passage of [...head, ...tail]) {
    const match = /(?:^|, ?|[a-z] )ngay ([\d._… ]*) ?thang ([\d._… ]*) ?nam ((?:19|20)\d\d)\b(?! cua)/.exec(passage.folded);
    if (!match || /\b(thuc hien|can cu|ke hoach so|quyet dinh so|truoc ngay|den ngay)/.test(passage.folded)) continue;
    const [day, month, year] = match.slice(1).map((part) => part!.replace(/[._… ]/g, ''));
    if (!day || !month) return unknown('left-blank', placeOf(passage));
    const read = parseVietnameseDate(`ngày ${day} tháng ${month} năm ${year}`);
    return read.outcome === 'value' ? stated(read.value, passage) : unknown(read.reason, placeOf(passage));
  }
  return unknown('not-found');
}

const LEVELS: readonly [RegExp, Level][] = [
  [/^(xã|phường|thị trấn)/iu, 'commune'],
  [/^(huyện|quận|thị xã)/iu, 'district'],
  [/^tỉnh/iu, 'province'],
];
const UNIT =
  /(?<![\p{L}])(xã(?! hội)|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh) ((?:\p{Lu}[\p{L}'’-]*|\d+)(?: (?:\p{Lu}[\p{L}'’-]*|\d+))*)/iu;

export const levelOfUnit = (name: string): Level | null => LEVELS.find(([word]) => word.test(name))?.[1] ?? null;

/** `xã Tân Mộc`; the word may be in capitals, the name must begin with one. */
export function unitNameIn(text: string): string | null {
  const match = UNIT.exec(text);
  if (!match) return null;
  const words = match[2]!.split(' ');
  const end = words.findIndex((word) => !/^[\p{Lu}\d]/u.test(word) || /^(năm|giai|đến|về)$/iu.test(word));
  const name = (end < 0 ? words : words.slice(0, end)).join(' ');
  return name === '' ? null : `${match[1]} ${name}`;
}

function readUnit(head: Passage[], title: Passage[]): Pick<PlanDraft['document'], 'unitName' | 'unitLevel'> {
  const isCommittee = ({ folded }: Passage): boolean => /uy ban nhan dan|\bubnd\b/.test(folded);
  const named = head.flatMap((passage, i) => [passage, head[i + 1]].slice(0, isCommittee(passage) ? 2 : 0));
  const inHead = named.findLast((passage) => passage && unitNameIn(passage.text));
  const from = title.find(({ text }) => unitNameIn(text)) ?? inHead;
  const name = from && unitNameIn(from.text);
  if (!from || !name) return { unitName: unknown('not-found'), unitLevel: unknown('unit-not-found') };
  const level = levelOfUnit(name);
  return {
    unitName: stated(name, from),
    unitLevel: level ? stated(level, from) : unknown('city-of-which-level', placeOf(from)),
  };
}

function issuerOf(unit: Stated, passages: Passage[]): Stated {
  const from = passages.find(({ folded }) => /^(tm\. ?)?uy ban nhan dan|^ubnd /.test(folded));
  if (unit.value === null || !from) return unknown(unit.reason ?? 'not-found');
  return stated(`UBND ${unit.value}`, from, 'medium');
}

function readPlanYear(title: Passage[], passages: Passage[]): Stated {
  const inTitle = title.find(({ folded }) => yearIn(folded) !== null);
  if (inTitle) return stated(yearIn(inTitle.folded)!, inTitle);
  if (title.some(({ folded }) => /giai doan (19|20)\d\d/.test(folded))) return unknown('span-of-years', placeOf(title[0]!));
  const heading = passages.find(({ phase, isHeading, headingYear }) => phase === 'plan' && isHeading && headingYear !== null);
  return heading ? stated(heading.headingYear!, heading, 'medium') : unknown('not-found');
}

function readResultYear(passages: Passage[]): Stated {
  const heading = passages.find(({ phase, headingYear }) => phase === 'result' && headingYear !== null);
  if (heading) return stated(heading.headingYear!, heading);
  return unknown(passages.some(({ phase }) => phase === 'result') ? 'year-not-said' : 'no-results');
}
