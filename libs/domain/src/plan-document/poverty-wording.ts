import type { FigureOf } from './plan-draft.js';
import type { Phase } from './sections.js';
import { add, fromDecimal, ratio } from '../ratio.js';
import { plainDecimal, type WrittenFigure } from './written-figures.js';

export interface Meaning {
  measure: 'stock' | 'rate' | 'reduction' | 'change' | 'total' | 'escaped' | 'relapsed' | 'newly';
  of: FigureOf;
  /** Year that the sentence names; null: the heading's. */
  year: string | null;
  isYearBefore: boolean;
  /** Of a change, the year it is counted from; null when none is named. */
  base: string | null;
  isFall: boolean;
  /** Where it is another than the printed one: `vượt 20 %` is 120 %. */
  value?: string;
}

/** The words around a figure, without accents. */
export interface Wording {
  /** Since the figure before it, or the end of the sentence before. */
  before: string;
  after: string;
  sentence: { before: string; after: string };
  /** What the figure before it in the same paragraph meant. */
  last: Meaning | null;
  phase: Phase | null;
  isAboutHouseholds: boolean;
}

type Verb = 'falls' | 'rises' | 'reaches' | 'from' | 'is' | 'exceeds' | 'achieves' | 'of-which';

const VERBS: readonly [Verb, RegExp][] = [
  [
    'falls',
    /\b(?:muc )?giam(?: duoc| them| binh quan| it nhat| duoc it nhat)*(?: (?:ty|ti) le(?: ho)?(?: can)?(?: ngh?eo)?(?: da chieu)?)?/g,
  ],
  ['rises', /\btang(?: them)?\b/g],
  ['reaches', /\b(?:xuong(?: con)?|chi con|con(?: lai)?|duy tri|o muc)\b/g],
  ['from', /\btu\b(?! dau)/g],
  ['achieves', /\b(?:dat|hoan thanh|bang)\b/g],
  ['exceeds', /\bvuot\b/g],
  ['is', /\b(?:chiem|tuong (?:ung|duong)|(?:ty|ti) le|la|co|tong so|so ho|muc)\b|[(:=]/g],
];
/** `giảm tỷ lệ hộ nghèo năm 2022 là 0,47 %` */
const FALL_IS = /\b(?:muc )?giam(?! ngh?eo)(?:(?!\b(?:con|xuong|duoi)\b)[^;.,(])*\b(?:la|dat|bang)(?: duoc)? ?$/;
/** `(tăng 137 hộ so với đầu năm, chiếm tỷ lệ 0,04 %)` */
const SHARE_OF_CHANGE = /^[^;.)]*(?:\((?:tuong (?:ung|duong) )?|\bchiem(?: ty le)? |tuong (?:ung|duong)(?: ty le)? )$/;
const PLANNED =
  /\b(?:ke hoach|kh|chi tieu|muc tieu|nghi quyet)\b[^;.,]{0,30}\b(?:giao|giam(?! ngh?eo)|la|con)\b|\b(?:duoc|huyen|tinh|xa|tren) giao\b|\bgiao (?:giam|chi tieu)|\b(?:ke hoach|chi tieu)(?: giao)?(?: la)?:? ?$/;
const OF_THE_PLAN = /^ ?(?:so voi |cua |theo )?(?:muc )?(?:ke hoach|kh\b|chi tieu|muc tieu|nghi quyet|so giao)/;
const HELPED = /\b(?:cho|ho tro|vay|xay|sua|trao|giup)\b[^;.,:]*$/;
const ARE_HELPED = /^(?: ?(?:can )?ngh?eo)?[^.;,:]{0,12}\b(?:duoc|vay|tham gia|huong|thu huong|dang ky)\b/;
/** `90 % hộ nghèo được …`; but `còn 2,74 % hộ nghèo` is the rate. */
const SHARE_OF_THEM = /^ ?(?:so |tong so )?(?:ho|nguoi|tre|lao dong)\b/;
/** `giảm 9 hộ nghèo, 7 hộ cận nghèo` */
const GOES_ON = /^ ?(?:can )?(?:ngh?eo)?(?:,| va|, va) $/;
const TOTAL_BEFORE =
  /tong so(?: ho)?(?: dan| gia dinh| toan (?:xa|huyen|tinh|phuong)| (?:cua )?(?:xa|huyen|tinh)| tren dia ban(?: xa| huyen)?)*(?: la| co|:)* ?$/;
const TOTAL_BEHIND = /^ ?(?:dan\b|gia dinh|,? ?trong do|(?:voi|=|,) ?[\d.]+ (?:nhan )?khau)/;

/** What a figure means by the words around it; null where no rule says. */
export function meaningOf(figure: WrittenFigure, wording: Wording): Meaning | null {
  const { kind } = figure;
  if (kind === 'percent' || kind === 'points') return percentMeaning(figure, wording);
  if (kind === 'households') return householdsMeaning(figure, wording);
  if (kind === 'bare' && /\bso ho[^.;,\d]{0,40}: ?$/.test(wording.before)) return householdsMeaning(figure, wording);
  return null;
}

function percentMeaning(figure: WrittenFigure, wording: Wording): Meaning | null {
  const { before, after, last, isAboutHouseholds } = wording;
  const verb = lastVerb(before);
  if (verb === 'exceeds' && figure.value !== null && last) {
    return {
      ...meant(achieved(last), 'achievementRate', wording),
      year: last.year,
      value: plainDecimal(add(fromDecimal(figure.value), ratio(1n))),
    };
  }
  if (isAchievement(verb, wording)) return { ...meant(achieved(last!), 'achievementRate', wording), year: last!.year };
  if (!isAboutHouseholds || OF_THE_PLAN.test(after) || verb === null) return null;
  if (SHARE_OF_THEM.test(after) && verb !== 'reaches') return null;
  if (verb === 'exceeds') return null;
  if (figure.kind === 'points') return { ...meant('change', ofWhat(wording), wording), isFall: verb !== 'rises' };
  if (last?.measure === 'reduction' && last.of === ofWhat(wording) && isShareOfChange(wording)) {
    return { ...last, measure: 'change', isFall: !last.isFall };
  }
  if (verb === 'from') return fromMeaning('rate', 'change', figure, wording);
  if (verb === 'falls' || verb === 'rises') return { ...meant('change', ofWhat(wording), wording), isFall: verb === 'falls' };
  return withoutBase(meant('rate', ofWhat(wording), wording));
}

/** In the brackets that the change stands in, or right behind it. */
const isShareOfChange = ({ before, sentence }: Wording): boolean =>
  SHARE_OF_CHANGE.test(before) && (/\($/.test(before) || sentence.before.lastIndexOf('(') > sentence.before.lastIndexOf(')'));

const isAchievement = (verb: Verb | null, { after, last }: Wording): boolean =>
  last !== null &&
  (last.measure === 'reduction' || last.measure === 'change' || OF_THE_PLAN.test(after)) &&
  (verb === 'achieves' || (verb === 'is' && OF_THE_PLAN.test(after)));

/** What a plan sets is a fall. */
const achieved = ({ measure }: Meaning): Meaning['measure'] => (measure === 'change' ? 'change' : 'reduction');

function householdsMeaning(figure: WrittenFigure, wording: Wording): Meaning | null {
  const { before, after, last, isAboutHouseholds } = wording;
  const verb = lastVerb(before);
  if (TOTAL_BEFORE.test(before) && !/^ ?(?:can )?ngh?eo/.test(after)) return withoutBase(meant('total', 'actual', wording));
  if (/ngh?eo tren (?:tong so )?$/.test(before)) return withoutBase(meant('total', 'actual', wording));
  if (TOTAL_BEHIND.test(wording.sentence.after) && !/ngh?eo/.test(before)) return withoutBase(meant('total', 'actual', wording));
  const flow = flowMeaning(wording);
  if (flow) return withoutBase(meant(flow, ofWhat(wording), wording));
  if (!isAboutHouseholds || HELPED.test(before) || ARE_HELPED.test(after)) return null;
  if (verb === null && last?.measure === 'reduction' && GOES_ON.test(before)) return last;
  if (verb === 'from') return fromMeaning('stock', 'reduction', figure, wording);
  if (verb === 'falls') return { ...meant('reduction', ofWhat(wording), wording) };
  if (last?.measure === 'reduction' && /(?:ke hoach|chi tieu|giao)(?: giao)?(?: la)?:? ?$/.test(before)) {
    return { ...meant('reduction', 'target', wording), year: last.year };
  }
  if (verb === 'rises') return { ...meant('reduction', ofWhat(wording), wording), isFall: true };
  if (verb === 'exceeds' || verb === 'achieves') return null;
  if (verb === null && !/^ ?(?:can )?ngh?eo/.test(after)) return null;
  if (last?.measure === 'rate' && /\(\D{0,12}$|tuong (?:ung|duong)/.test(before)) return { ...last, measure: 'stock' };
  if (wording.phase === 'plan' && verb !== 'reaches' && !/so ho (?:can )?ngh?eo/.test(before)) return null;
  return withoutBase(meant('stock', ofWhat(wording), wording));
}

/** `từ 4,93% xuống còn 3,6%` begins with the year before; `từ 1% trở lên` is a fall of at least so much. */
function fromMeaning(
  level: 'rate' | 'stock',
  change: 'change' | 'reduction',
  { reason }: WrittenFigure,
  wording: Wording,
): Meaning {
  const isFall = reason === 'range' || !/^[^.;]{0,60}\b(?:xuong|con)\b/.test(wording.sentence.after);
  if (isFall) return { ...meant(change, ofWhat(wording), wording), isFall: level === 'rate' };
  const meaning = withoutBase(meant(level, 'actual', wording));
  const near = /^[^.;]{0,60}?(?=\b(?:xuong|con)\b)/.exec(wording.sentence.after)?.[0] ?? '';
  const said = /\b(dau )?nam ((?:19|20)\d\d)/.exec(near);
  return said ? { ...meaning, year: said[2]!, isYearBefore: said[1] !== undefined } : { ...meaning, isYearBefore: true };
}

function flowMeaning({ before, after }: Wording): 'escaped' | 'relapsed' | 'newly' | null {
  const [near, behind] = [before.slice(-30), after.slice(0, 16)];
  if (/thoat (?:ho )?ngh?eo[^,;:]{0,15}:? ?$/.test(near) || /^ ?(?:ngh?eo )?thoat ngh?eo/.test(behind)) return 'escaped';
  if (/tai ngh?eo[^,;:]{0,15}:? ?$/.test(near) || /^ ?tai ngh?eo/.test(behind)) return 'relapsed';
  if (/phat sinh[^,;:]{0,15}:? ?$/.test(near) || /^ ?(?:ngh?eo )?phat sinh/.test(behind)) return 'newly';
  return null;
}

function meant(measure: Meaning['measure'], of: FigureOf, { sentence, after, before }: Wording): Meaning {
  const base =
    /so voi (?:cung ky |thoi diem )?(?:(cuoi|dau) )?(?:nam )?((?:19|20)\d\d)/.exec(`${after} `) ??
    /so voi (?:(cuoi|dau) )?nam ((?:19|20)\d\d)[^;.]*$/.exec(before);
  const said = yearOfFigure(sentence.before, after);
  return {
    measure,
    of,
    year: said.year,
    isYearBefore: said.isBeginning && measure !== 'reduction' && measure !== 'change',
    base: base ? (base[1] === 'dau' ? String(Number(base[2]) - 1) : base[2]!) : null,
    isFall: false,
  };
}

/** The year right behind a figure (`1,2 % vào cuối năm 2025`), else the one named last before it. */
export function yearOfFigure(before: string, after: string): { year: string | null; isBeginning: boolean } {
  const behind = /^[^.;,()\d]{0,30}?\b(?:(dau|cuoi|trong) )?nam ((?:19|20)\d\d)/.exec(after.replace(/so voi.*/, ''));
  return behind ? { year: behind[2]!, isBeginning: behind[1] === 'dau' } : yearSaidIn(before);
}

/** The year that words name last, not counting what something is compared with. `đầu năm` is the end of the year before. */
function yearSaidIn(folded: string): { year: string | null; isBeginning: boolean } {
  const own = folded.replace(/so voi (?:cung ky |thoi diem )?(?:(?:cuoi|dau) )?(?:nam|ky)?(?: truoc| ?\d{4})?/g, '');
  const said = [
    ...own.matchAll(
      /\b(?:(dau|cuoi|het|trong) )?(?:nam|ky) ((?:19|20)\d\d)\b(?! ?[-–] ?\d)|\b(dau|cuoi) (?:nam|ky)\b|\d\/((?:19|20)\d\d)\b/g,
    ),
  ];
  const last = said.at(-1);
  const year = said.map(([, , named, , dated]) => named ?? dated).findLast((one) => one !== undefined) ?? null;
  return { year, isBeginning: (last?.[1] ?? last?.[3]) === 'dau' };
}

const withoutBase = (meaning: Meaning): Meaning => ({ ...meaning, base: null });

function ofWhat({ before, phase }: Wording): FigureOf {
  if (phase === 'result') return PLANNED.test(before) ? 'target' : 'actual';
  if (phase === 'plan') return 'target';
  return /phan dau|muc tieu|chi tieu|ke hoach|se\b/.test(before) ? 'target' : 'actual';
}

/** The verb nearest before the figure. */
function lastVerb(before: string): Verb | null {
  if (FALL_IS.test(before)) return 'falls';
  let nearest: { verb: Verb; end: number } | null = null;
  for (const [verb, words] of VERBS) {
    for (const match of before.matchAll(words)) {
      const end = match.index + match[0].length;
      if (nearest === null || end > nearest.end) nearest = { verb, end };
    }
  }
  return nearest?.verb ?? null;
}
